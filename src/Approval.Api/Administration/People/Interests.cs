using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Api.Identity.People;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Administration.People;

/// <param name="Number">All but the last four characters masked: nobody is shown it whole again.</param>
public sealed record InterestView(Guid Id, InterestKind Kind, string Number, DateTimeOffset AddedAt);

/// <summary>What a person keeps away from. The ETag is the person's.</summary>
public sealed record InterestsView(Guid Person, IReadOnlyList<InterestView> Items)
{
    public static InterestsView Of(PersonRow person, IReadOnlyList<Interest> interests) => new(
        person.Id, [.. interests.Select(interest => new InterestView(interest.Id, interest.Kind, PersonalData.Mask(interest.Number), interest.AddedAt))]);
}

/// <param name="Kind">identityNumber: of the officer, or of a relative by 公务员法 art 74. creditCode: of an organisation.</param>
public sealed record AddInterestRequest(InterestKind Kind, string Number);

/// <summary>回避: from cases whose applicant or agent has one of these numbers the officer keeps away (公务员法 art 76).</summary>
public static class Interests
{
    private const int Most = 50;

    private static Problem NotFound { get; } = Problems.NotFound("interest.not_found", "没有这个回避事项。", "There is no such interest.");

    private static Problem Exists { get; } = new(StatusCodes.Status409Conflict, "interest.exists", new("该号码已经登记。", "The number is entered already."));

    private static Problem TooMany { get; } = new(StatusCodes.Status409Conflict, "interest.too_many", new($"回避事项不得超过{Most}个。", $"At most {Most} interests."));

    private static Problem NoOfficer { get; } = new(
        StatusCodes.Status409Conflict, "interest.no_officer", new("只有机关的工作人员需要登记回避事项。", "Only who serves in an office has anything to keep away from."), "公务员法第七十六条");

    public static async Task<Results<Answered<InterestsView>, Refusal>> HandleList(Guid id, ApprovalDb db, InterestBox box, CancellationToken cancellation) =>
        await db.People.SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } person
            ? Answers.Ok(InterestsView.Of(person, box.Open(person)), person.Version)
            : (Refusal)PersonProblems.NotFound;

    public static async Task<Results<Answered<InterestsView>, Refusal>> Handle(
        Guid id, Posted<AddInterestRequest> body, HttpRequest request, Caller caller, PersonDesk desk, InterestBox box,
        [FromKeyedServices(IdentitySetup.Clock)] TimeProvider clock, CancellationToken cancellation)
    {
        var number = body.Value.Number.Trim().ToUpperInvariant();
        if (Fault(body.Value.Kind, number) is { } fault)
        {
            return (Refusal)Problems.Invalid(fault);
        }

        var now = clock.GetUtcNow();
        var added = new Interest(Guid.CreateVersion7(now), body.Value.Kind, number, now);
        return await desk.ChangeAsync(
            id,
            request,
            caller,
            "interestAdded",
            person =>
            {
                var interests = box.Open(person);
                if ((person.Office is null ? NoOfficer : interests.Any(known => known.Number == number) ? Exists : interests.Count >= Most ? TooMany : null) is { } stopped)
                {
                    return stopped;
                }

                person.Interests = box.Seal(person.Id, [.. interests, added]);
                return null;
            },
            _ => new { interest = added.Id, added.Kind },
            person => InterestsView.Of(person, box.Open(person)),
            cancellation);
    }

    public static Task<Results<Answered<InterestsView>, Refusal>> HandleRemoval(
        Guid id, Guid interestId, HttpRequest request, Caller caller, PersonDesk desk, InterestBox box, CancellationToken cancellation) =>
        desk.ChangeAsync(
            id,
            request,
            caller,
            "interestRemoved",
            person =>
            {
                var (interests, left) = (box.Open(person), box.Open(person).Where(interest => interest.Id != interestId).ToList());
                person.Interests = box.Seal(person.Id, left);
                return left.Count < interests.Count ? null : NotFound;
            },
            _ => new { interest = interestId },
            person => InterestsView.Of(person, box.Open(person)),
            cancellation);

    private static FieldProblem? Fault(InterestKind kind, string number) => kind switch
    {
        InterestKind.IdentityNumber when !IdentityNumber.IsValid(number) =>
            new("/number", "interest.identity_number", new("公民身份号码不正确（GB 11643）。", "The identity number is wrong (GB 11643).")),
        InterestKind.CreditCode when !CreditCode.IsValid(number) =>
            new("/number", "interest.credit_code", new("统一社会信用代码不正确（GB 32100）。", "The unified social credit code is wrong (GB 32100).")),
        _ => null,
    };
}
