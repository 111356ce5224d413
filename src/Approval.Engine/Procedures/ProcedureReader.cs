using Approval.Engine.Procedures.Reading;
using Approval.Engine.Procedures.Rules;

namespace Approval.Engine.Procedures;

/// <summary>
/// Reads one version of a procedure from its JSON and proves that it may be published. Strict: unknown, duplicate and
/// mistyped members are refused, and every finding is reported, not only the first.
/// </summary>
public static class ProcedureReader
{
    /// <param name="json">The text of the file.</param>
    /// <param name="file">Its name, for the findings only; nothing is opened.</param>
    public static ProcedureReading Read(string json, string file)
    {
        ArgumentNullException.ThrowIfNull(json);
        var log = new FindingLog(file);
        using var document = JsonText.TryParse(json, log);
        if (document is null)
        {
            return new ProcedureReading(null, log.Findings);
        }

        var procedure = ProcedureShape.Read(new JsonPlace(document.RootElement, "$", log));
        ProcedureRules.Apply(procedure, log);
        ExampleRules.Apply(document.RootElement, procedure, log);
        return log.Findings.IsEmpty ? new ProcedureReading(procedure, []) : new ProcedureReading(null, log.Findings);
    }
}
