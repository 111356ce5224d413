namespace Approval.Engine.Procedures.Rules;

/// <summary>A promise for key projects is for nobody where an application names no project.</summary>
internal static class ProjectRules
{
    public static IEnumerable<Breach> KeyProjectsAreProjects(Procedure procedure) =>
        procedure.NeedsProject
            ? []
            : procedure.LocalLimits.Index()
                .Where(entry => entry.Item.ProjectClass == ProjectClass.Key)
                .Select(entry => new Breach($"$.localLimits[{entry.Index}].projectClass", "Expected no rule for key projects, because an application of this procedure names no project."));
}
