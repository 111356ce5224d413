namespace Approval.Engine.Procedures.Rules;

internal static class UniquenessRules
{
    public static IEnumerable<Breach> MaterialCodes(Procedure procedure) => Repeated(procedure.Materials.Select(material => material.Code), "$.materials", ".code");

    public static IEnumerable<Breach> ResultCodes(Procedure procedure) => Repeated(procedure.Results.Select(result => result.Code), "$.results", ".code");

    public static IEnumerable<Breach> Levels(Procedure procedure) => Repeated(procedure.Levels.Select(level => level.ToString()), "$.levels", "");

    private static IEnumerable<Breach> Repeated(IEnumerable<string> codes, string list, string member)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return codes.Index()
            .Where(entry => !seen.Add(entry.Item))
            .Select(entry => new Breach($"{list}[{entry.Index}]{member}", $"Expected '{entry.Item}' once, but there is an earlier one."));
    }
}
