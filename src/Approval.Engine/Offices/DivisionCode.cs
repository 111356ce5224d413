using Approval.Engine.Procedures;

namespace Approval.Engine.Offices;

/// <summary>GB/T 2260 codes: two digits each for province, city and county; 430000 holds 430100 holds 430104.</summary>
internal static class DivisionCode
{
    /// <param name="code">Six digits.</param>
    public static OfficeLevel LevelOf(string code) =>
        code.EndsWith("0000", StringComparison.Ordinal) ? OfficeLevel.Province
        : code.EndsWith("00", StringComparison.Ordinal) ? OfficeLevel.City
        : OfficeLevel.County;
}
