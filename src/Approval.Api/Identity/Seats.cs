using Approval.Api.Http;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;

namespace Approval.Api.Identity;

/// <summary>Which roles an account may hold together, and where.</summary>
public static class Seats
{
    /// <summary>Held alone: who files is not who decides, who gives rights is neither, who audits is none of them.</summary>
    private static readonly string[] HeldAlone = [Roles.Applicant, Roles.Admin, Roles.Auditor];

    private const int LongestOrganisation = 64;

    /// <returns>What is wrong; empty when the account may be so.</returns>
    public static List<FieldProblem> Faults(string[] roles, string? office, string? organisation, Rulebook rules)
    {
        var faults = new List<FieldProblem>();
        if (roles.Length == 0 || roles.Distinct().Count() != roles.Length || roles.Except(Roles.All).Any())
        {
            faults.Add(new("/roles", "role.unknown", new($"角色应为：{string.Join("、", Roles.All)}，每个至多一次。", $"Expected roles out of {string.Join(", ", Roles.All)}, each once.")));
        }
        else if (roles.Length > 1 && roles.Any(HeldAlone.Contains))
        {
            faults.Add(new("/roles", "role.held_alone", new("申请人、管理员和审计角色不得与其他角色兼任。", "An applicant, administrator or auditor holds no other role.")));
        }

        if (roles.Contains(Roles.Applicant))
        {
            if (string.IsNullOrWhiteSpace(organisation) || organisation.Length > LongestOrganisation || office is not null)
            {
                faults.Add(new("/organisation", "seat.organisation", new("申请人须有单位代码，不属于机关。", "An applicant has an organisation and no office.")));
            }
        }
        else if (organisation is not null)
        {
            faults.Add(new("/organisation", "seat.organisation", new("只有申请人属于单位。", "Only an applicant has an organisation.")));
        }
        else if (office is null ? !roles.Contains(Roles.Admin) : !rules.Offices.ContainsKey(office) && !rules.Offices.Values.Any(known => known.Partners.Any(partner => partner.Code == office)))
        {
            faults.Add(new("/office", "office.unknown", new("没有这个机关。", "There is no such office.")));
        }

        return faults;
    }
}
