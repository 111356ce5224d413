using Approval.Engine.Procedures.Reading;

namespace Approval.Engine.Offices;

/// <summary>Reads the offices, strictly, and reports every finding.</summary>
public static class OfficeReader
{
    /// <param name="json">The text of the file: <c>{ "offices": [...] }</c>.</param>
    /// <param name="file">Its name, for the findings only; nothing is opened.</param>
    public static OfficeReading Read(string json, string file)
    {
        ArgumentNullException.ThrowIfNull(json);
        var log = new FindingLog(file);
        using var document = JsonText.TryParse(json, log);
        if (document is null)
        {
            return new OfficeReading([], log.Findings);
        }

        var offices = new JsonPlace(document.RootElement, "$", log).Object(members =>
            members.NotEmpty("offices", at => at.List(OfficeShape.Read), "Expected at least one office, but there is none."));
        if (log.CanUse("$.offices"))
        {
            OfficeRules.Apply(offices, log);
        }

        return log.Findings.IsEmpty ? new OfficeReading(offices, []) : new OfficeReading([], log.Findings);
    }
}
