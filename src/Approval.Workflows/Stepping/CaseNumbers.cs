using System.Globalization;
using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;

namespace Approval.Workflows.Stepping;

/// <summary>
/// 办件编号: division (6), item (2), day of entry (8), serial (5), check digit (1). Never reused, holds no personal data. The
/// national layout could not be found (DOMAIN 3.2), so this one is our own.
/// </summary>
public static class CaseNumbers
{
    public static string Format(string office, string procedure, DateOnly day, int serial)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{office}{ItemOf(procedure)}{day:yyyyMMdd}{serial:D5}");
        return digits + CheckDigit(digits).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The two digits of the item: 01 of RF-01.</summary>
    public static string ItemOf(string procedure) => procedure[^2..];

    /// <summary>Luhn's sum: finds every single wrong digit and nearly every swap of neighbours.</summary>
    public static bool IsValid(string number) =>
        number.Length == 22 && number.All(char.IsAsciiDigit) && number[^1] - '0' == CheckDigit(number[..^1]);

    internal static CaseCommand.Receive Allot(CaseCommand.Receive command, int serial, Office office, Procedure procedure, DateTimeOffset now) =>
        command with { Number = Format(office.Code, procedure.Code, CivilTime.DayOf(now), serial) };

    private static int CheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[^(i + 1)] - '0';
            var weighted = i % 2 == 0 ? value * 2 : value;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return (10 - (sum % 10)) % 10;
    }
}
