using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using Approval.Workflows.Absences;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Absences;

/// <param name="Substitute">Id of a person of the same office who has a role in common with the one who is away.</param>
/// <param name="Through">The last day away.</param>
/// <param name="Person">Who is away; the caller unless the head names somebody of the office.</param>
public sealed record AbsenceRequest(string Substitute, DateOnly From, DateOnly Through, string? Person = null, string? Reason = null);

public static class EnterAbsence
{
    /// <summary>A year: longer than that somebody else is appointed.</summary>
    private const int LongestDays = 366;

    public static async Task<Results<Created<AbsenceView>, Refusal>> Handle(
        Posted<AbsenceRequest> body, Caller caller, PeopleDirectory people, AbsenceBook book, TimeProvider clock, CancellationToken cancellation)
    {
        var (actor, request, now) = (caller.Actor, body.Value, CivilTime.Stored(clock.GetUtcNow()));
        var forOther = request.Person is { } named && named != actor.Id;
        if (forOther && !actor.Has(Roles.Head))
        {
            return (Refusal)NotYours;
        }

        var found = await people.FindAsync(forOther ? [request.Person!, request.Substitute] : [request.Substitute], cancellation);
        var absent = forOther ? found.GetValueOrDefault(request.Person!) : new Person(actor.Id, actor.Name, actor.Roles, actor.Office);
        var substitute = found.GetValueOrDefault(request.Substitute);
        if (Wrong(request, actor.Office, absent, substitute, CivilTime.DayOf(now)) is { } wrong)
        {
            return (Refusal)Problems.Invalid(wrong);
        }

        var row = new AbsenceRow
        {
            Id = Guid.CreateVersion7(now),
            OfficeCode = actor.Office!,
            Person = absent!.Id,
            PersonName = absent.Name,
            Substitute = substitute!.Id,
            SubstituteName = substitute.Name,
            FromDay = request.From,
            ThroughDay = request.Through,
            Reason = request.Reason,
            EnteredBy = actor.Id,
            EnteredAt = now,
        };
        return await book.EnterAsync(row, cancellation) switch
        {
            AbsenceConflict.Overlaps => (Refusal)new Problem(
                StatusCodes.Status409Conflict, "absence.overlaps", new($"{absent.Name}在此期间已登记外出。", $"{absent.Name} is entered as away on one of these days already.")),
            AbsenceConflict.SubstituteAway => (Refusal)new Problem(
                StatusCodes.Status409Conflict, "absence.substitute_away", new($"{substitute.Name}在此期间也外出，不能代理。", $"{substitute.Name} is away on one of these days too; nobody stands in for a substitute.")),
            _ => TypedResults.Created($"/api/v1/absences/{row.Id}", AbsenceView.Of(row)),
        };
    }

    internal static Problem NotYours { get; } = Problems.Forbidden("absence.not_yours", "只有本人或者负责人可以登记、撤销外出代理。", "Only the person, or the head of the office, enters and ends an absence.");

    private static FieldProblem? Wrong(AbsenceRequest request, string? office, Person? absent, Person? substitute, DateOnly today) =>
        absent is null ? Problem.Of(PeopleDirectory.Unknown("/person")).Errors[0]
        : substitute is null ? Problem.Of(PeopleDirectory.Unknown("/substitute")).Errors[0]
        : absent.Id == substitute.Id ? new FieldProblem("/substitute", "person.oneself", new("不能由本人代理。", "Nobody stands in for himself."))
        : absent.Office != office ? new FieldProblem("/person", "person.other_office", new($"{absent.Name}不是本机关的人员。", $"{absent.Name} serves in another office."))
        : substitute.Office != office ? new FieldProblem("/substitute", "person.other_office", new($"{substitute.Name}不是本机关的人员。", $"{substitute.Name} serves in another office."))
        : !Roles.Office.Any(role => absent.Has(role) && substitute.Has(role)) ? new FieldProblem(
            "/substitute", "person.role_not_competent", new($"{substitute.Name}没有{absent.Name}的角色，不能代理。", $"{substitute.Name} has no role of {absent.Name}'s and could do nothing for them."))
        : request.Through < request.From ? new FieldProblem("/through", "absence.days", new("结束日期不能早于开始日期。", "The last day is before the first."))
        : request.Through < today ? new FieldProblem("/through", "absence.over", new("外出日期已经过去。", "These days are over."))
        : request.Through.DayNumber - request.From.DayNumber >= LongestDays ? new FieldProblem("/through", "absence.too_long", new("外出代理最长一年。", "An absence lasts a year at most."))
        : request.Reason is { Length: > 500 } ? new FieldProblem("/reason", "absence.reason_too_long", new("理由最长500字。", "A reason has at most 500 characters."))
        : null;
}
