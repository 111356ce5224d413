namespace Approval.Engine.Procedures.Rules;

/// <summary>What hangs on a project is for nobody where an application names none.</summary>
internal static class ProjectRules
{
    public static IEnumerable<Breach> KeyProjectsAreProjects(Procedure procedure) =>
        procedure.NeedsProject
            ? []
            : procedure.LocalLimits.Index()
                .Where(entry => entry.Item.ProjectClass == ProjectClass.Key)
                .Select(entry => new Breach($"$.localLimits[{entry.Index}].projectClass", "Expected no rule for key projects, because an application of this procedure names no project."));

    public static IEnumerable<Breach> ConditionsAskWhatThereIs(Procedure procedure) =>
        !procedure.NeedsProject && procedure.Chain.Facts.Any(fact => fact.StartsWith("project.", StringComparison.Ordinal))
            ? [new Breach("$.chain", "Expected no condition on the project, because an application of this procedure names none.")]
            : [];
}
