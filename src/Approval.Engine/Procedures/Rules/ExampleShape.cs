using System.Text.RegularExpressions;
using Approval.Engine.Procedures.Conditions;
using Approval.Engine.Procedures.Reading;
using static Approval.Engine.Procedures.Reading.JsonValues;

namespace Approval.Engine.Procedures.Rules;

/// <summary>The parts of an intake that are the same for every procedure.</summary>
internal static partial class ExampleShape
{
    private const string Person = "person";

    public static string Window(JsonPlace at, Procedure procedure)
    {
        var window = Code(at, WindowCode(), "a window such as 430100-01");
        if (window is not null && at.Log.CanUse("$.levels") && !procedure.Levels.Contains(Level(window)))
        {
            at.Log.Note(at.Path, $"Expected a window of a level that handles the procedure, but {window} is one of a {Level(window)} office.");
        }

        return window!;
    }

    public static bool Applicant(JsonPlace place) => place.Object(members =>
    {
        members.Required("name", Text);
        var type = members.Required("type", Type);
        members.Required("identifier", at => Identifier(at, type));
        members.Required("contact", Text);
        members.Required("phone", Phone);
        return true;
    });

    public static string Agent(JsonPlace place) => place.Object(members =>
    {
        members.Required("phone", Phone);
        members.Required("authority", Text);
        return members.Required("name", Text);
    });

    public static bool Project(JsonPlace place) => place.Object(members =>
    {
        members.Required("name", Text);
        members.Required("code", at => Code(at, ProjectCode(), "a 投资项目统一代码 such as 2110-450200-04-01-428662"));
        members.Required("address", Text);
        members.Required("divisionCode", Division);
        members.Required("classified", at => Boolean(at) && at.Refuse<bool>("false, because classified works are out of scope"));
        return members.Required("key", Boolean);
    });

    public static string MaterialCode(JsonPlace place) => place.Object(members =>
    {
        members.Required("paper", at => Boolean(at) || at.Refuse<bool>("true, because an example has no files to name"));
        return members.Required("code", Text);
    });

    private static string Type(JsonPlace at) =>
        Text(at) is { } type && FactDomain.ApplicantTypes.Contains(type) ? type : at.Refuse<string>($"one of {string.Join(", ", FactDomain.ApplicantTypes)}");

    private static string Identifier(JsonPlace at, string? type) =>
        Text(at) is { } identifier && (type is null or Person || CreditCode.IsValid(identifier))
            ? identifier
            : at.Refuse<string>("a 统一社会信用代码 with the right check character (GB 32100-2015)");

    private static string Phone(JsonPlace at) => Code(at, PhoneNumber(), "a telephone number");

    private static OfficeLevel Level(string window) => Offices.DivisionCode.LevelOf(window[..6]);

    [GeneratedRegex(@"\A[0-9]{6}-[0-9]{2}\z")]
    private static partial Regex WindowCode();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}\z")]
    private static partial Regex ProjectCode();

    [GeneratedRegex(@"\A\+?[0-9][0-9-]{4,19}\z")]
    private static partial Regex PhoneNumber();
}
