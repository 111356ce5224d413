namespace Approval.Engine.Procedures.Rules;

internal static class RoleRules
{
    public static IEnumerable<Breach> Steps(Procedure procedure) =>
        from stage in procedure.Chain.Stages.Index()
        from step in stage.Item.Steps.Index()
        from breach in Judge(step.Item.Role, $"$.chain.stages[{stage.Index}].steps[{step.Index}].role")
        select breach;

    public static IEnumerable<Breach> Decision(Procedure procedure) =>
        procedure.DecisionRoles.Index().SelectMany(role => Judge(role.Item, $"$.decisionRoles[{role.Index}]"));

    public static IEnumerable<Breach> Backdating(Procedure procedure) =>
        procedure.Backdating.Roles.Index().SelectMany(role => Judge(role.Item, $"$.backdating.roles[{role.Index}]"));

    /// <summary>An extension may also be the decision of the head of the government, who acts on the case in nothing else.</summary>
    public static IEnumerable<Breach> Extension(Procedure procedure) =>
        procedure.Extension is { } extension && !MayExtend(extension.ApproverRole) ? Judge(extension.ApproverRole, "$.extension.approverRole") : [];

    public static bool MayExtend(string role) => role == Roles.GovernmentHead || Roles.Office.Contains(role);

    /// <summary>A role that acts for the office, or a finding.</summary>
    public static IEnumerable<Breach> Judge(string role, string path)
    {
        if (!Roles.All.Contains(role))
        {
            yield return new Breach(path, $"Unknown role '{role}': expected one of {string.Join(", ", Roles.All)}.");
        }
        else if (!Roles.Office.Contains(role))
        {
            yield return new Breach(path, $"Expected a role that acts for the office ({string.Join(", ", Roles.Office)}), but {role} does not.");
        }
    }
}
