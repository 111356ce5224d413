using System.Collections.Immutable;
using Approval.Engine.Procedures.Reading;

namespace Approval.Engine.Procedures.Rules;

/// <summary>Everything that is proved about a procedure when it is loaded, except its example.</summary>
internal static class ProcedureRules
{
    private static ImmutableArray<ProcedureRule> All { get; } =
    [
        new(["$.limits.promised", "$.limits.statutory"], LimitRules.PromiseWithinLaw),
        new(["$.kind", "$.limits.notice"], LimitRules.NoticeCap),
        new(["$.kind", "$.limits.statutory"], LimitRules.StatutoryCap),
        new(["$.kind", "$.limits.delivery"], LimitRules.DeliveryCap),
        new(["$.limits", "$.localLimits"], LocalLimitRules.PromiseWithinLaw),
        new(["$.localLimits"], LocalLimitRules.SaysSomethingOnce),
        new(["$.handling", "$.limits.promised"], HandlingRules.OnTheSpotPromise),
        new(["$.handling", "$.chain"], HandlingRules.ChainFitsHandling),
        new(["$.chain"], ChainRules.Ids),
        new(["$.chain"], ChainRules.Reachable),
        new(["$.chain"], ChainRules.Returns),
        new(["$.chain"], ChainRules.Signers),
        new(["$.chain"], SigningRules.Signers),
        new(["$.chain"], SigningRules.Quorum),
        new(["$.chain"], SigningRules.Roles),
        new(["$.chain"], SigningRules.Silence),
        new(["$.chain"], SigningRules.Separation),
        new(["$.chain", "$.form", "$.materials", "$.kind"], ConditionRules.Facts),
        new(["$.chain", "$.form", "$.materials", "$.kind"], ConditionRules.CanHold),
        new(["$.chain", "$.limits.promised"], BudgetRules.FitPromise),
        new(["$.chain"], RoleRules.Steps),
        new(["$.decisionRoles"], RoleRules.Decision),
        new(["$.backdating"], RoleRules.Backdating),
        new(["$.extension"], RoleRules.Extension),
        new(["$.suspensions"], SuspensionRules.Kinds),
        new(["$.kind", "$.suspensions"], SuspensionRules.OnlyLicencesCiteArt45),
        new(["$.suspensions"], SuspensionRules.Approvers),
        new(["$.kind", "$.hearing"], HearingRules.Limits),
        new(["$.hearing", "$.suspensions"], HearingRules.TimeDoesNotCount),
        new(["$.handling", "$.hearing"], HearingRules.NotOnTheSpot),
        new(["$.kind", "$.extension", "$.limits.statutory"], ExtensionRules.Cap),
        new(["$.kind", "$.extension"], ExtensionRules.OnlyLicencesCiteArt42),
        new(["$.extension", "$.limits.statutory", "$.localLimits"], ExtensionRules.UnitFits),
        new(["$.kind", "$.limits"], LimitRules.OnlyLicencesCiteLicenceLimits),
        new(["$.kind", "$.clocksFrom"], ClocksFromRules.LicencesCountFromAcceptance),
        new(["$.kind", "$.clocksFrom", "$.limits.statutory"], ClocksFromRules.ReceiptHasItsAct),
        new(["$.handling", "$.reviewCorrection"], ReviewCorrectionRules.OnlyInReview),
        new(["$.reviewCorrection"], ReviewCorrectionRules.OwnBasis),
        new(["$.needsProject", "$.localLimits"], ProjectRules.KeyProjectsAreProjects),
        new(["$.needsProject", "$.chain"], ProjectRules.ConditionsAskWhatThereIs),
        new(["$.cards"], CardRecipientRules.KnownRoles),
        new(["$.cards"], CardRecipientRules.ToldOnce),
        new(["$.successor", "$.code"], SuccessionRules.AnotherProcedure),
        new(["$.form"], FormRules.Names),
        new(["$.form"], FormRules.Constraints),
        new(["$.form"], FormRules.Options),
        new(["$.form"], FormRules.Patterns),
        new(["$.materials"], UniquenessRules.MaterialCodes),
        new(["$.results"], UniquenessRules.ResultCodes),
        new(["$.levels"], UniquenessRules.Levels),
    ];

    public static void Apply(Procedure procedure, FindingLog log)
    {
        // Judged first, noted afterwards: a breach never hides what a later rule has to say.
        var breaches = All.Where(rule => rule.Reads.All(log.CanUse)).SelectMany(rule => rule.Check(procedure)).ToList();
        foreach (var breach in breaches)
        {
            // Unusable from here on: the example is not held against a form or list that is itself refused.
            log.NoteUnusable(breach.Path, breach.Reason);
        }
    }
}
