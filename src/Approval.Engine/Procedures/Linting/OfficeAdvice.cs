using Approval.Engine.Offices;

namespace Approval.Engine.Procedures.Linting;

/// <summary>Whether there is somebody to do it: offices of the levels, and the agencies of a joint review.</summary>
internal static class OfficeAdvice
{
    public static IEnumerable<LintFinding> Of(Procedure procedure, IReadOnlyCollection<Office> offices) =>
        Levels(procedure, offices).Concat(Agencies(procedure, [.. offices.Where(office => procedure.Levels.Contains(office.Level))]));

    /// <summary>Every office has people of the three roles, so a role exists where an office of the level does.</summary>
    private static IEnumerable<LintFinding> Levels(Procedure procedure, IReadOnlyCollection<Office> offices)
    {
        var missing = procedure.Levels.Index().Where(level => offices.All(office => office.Level != level.Item)).ToList();
        return missing.Count == procedure.Levels.Length
            ? [new LintFinding(Severity.Error, "$.levels", "Expected a level at which there is an office, but there is none: nobody could take a case in, and no role of the chain is held by anybody.")]
            : missing.Select(level => new LintFinding(Severity.Warning, $"$.levels[{level.Index}]", $"There is no office of level {level.Item}: the procedure is published for nobody there."));
    }

    private static IEnumerable<LintFinding> Agencies(Procedure procedure, List<Office> handling)
    {
        foreach (var (index, stage) in procedure.Chain.Stages.Index())
        {
            foreach (var (position, step) in stage.Steps.Index())
            {
                if (step.Agency is not { } agency || handling.Count == 0)
                {
                    continue;
                }

                var without = handling.Where(office => office.PartnerFor(agency) is null).ToList();
                var path = $"$.chain.stages[{index}].steps[{position}].agency";
                if (without.Count == handling.Count)
                {
                    yield return new LintFinding(Severity.Error, path, $"Expected an agency that reviews jointly with some office of the levels, but no office has a partner '{agency}'.");
                }
                else if (without.Count > 0)
                {
                    yield return new LintFinding(Severity.Notice, path, $"{string.Join(", ", without.Select(office => office.Code))} have no partner '{agency}' and do step '{step.Id}' themselves.");
                }
            }
        }
    }
}
