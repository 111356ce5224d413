using Approval.Api.Http;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;

namespace Approval.Api.Identity;

/// <summary>Which cases a caller may see: an applicant its own, an officer those of the office, a supervisor those of the office and below, people of a partner office those it takes part in.</summary>
/// <param name="Organisation">Only cases of this applicant; null: of any.</param>
/// <param name="Offices">Only cases of these offices; null: of any.</param>
public sealed record CaseSight(string? Organisation, string[]? Offices)
{
    public static CaseSight Of(Caller caller, Rulebook rules)
    {
        if (caller.IsApplicant)
        {
            // An applicant without an organisation owns nothing.
            return new CaseSight(caller.Actor.Organisation ?? "", null);
        }

        return caller.Actor switch
        {
            { Office: { } office } when caller.IsOfficer || caller.Actor.Has(Roles.GovernmentHead) => new CaseSight(null, [office]),
            { Office: { } division } when caller.Actor.Has(Roles.Supervisor) => new CaseSight(null, [.. rules.Offices.Values.Where(o => o.IsWithin(division)).Select(o => o.Code)]),
            _ => new CaseSight(null, []),
        };
    }

    /// <param name="participants">Partner offices that have had a task of the case.</param>
    public bool Includes(string organisation, string office, IEnumerable<string>? participants = null) =>
        (Organisation is null || Organisation == organisation) && (Offices is null || Offices.Contains(office) || (participants?.Any(Offices.Contains) ?? false));

    /// <summary>Null when the case may be seen. Other applicants' cases do not exist for an applicant; an officer is told whose matter it is not.</summary>
    public Problem? Refuse(string organisation, string office, IEnumerable<string>? participants = null) =>
        Includes(organisation, office, participants) ? null : Organisation is null ? Problems.WrongOffice : Problems.CaseNotFound;
}
