using System.Globalization;
using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Events;

public static class ReadCaseEvents
{
    public static async Task<Results<Ok<Page<EventView>>, Refusal>> Handle(
        Guid id, string? cursor, int? limit, Caller caller, CaseReader reader, RulebookStore rulebooks, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var after = Paging.Parts(cursor, "version", 1) switch
        {
            null => 0,
            [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
            _ => throw Paging.InvalidCursor(),
        };
        var (stored, refused) = await SeenCase.FindAsync(id, caller, reader, rulebooks, cancellation);
        if (stored is null)
        {
            return (Refusal)refused!;
        }

        var file = stored.State.File;
        var procedure = rulebooks.Current.Procedure(file.Procedure, file.ProcedureVersion);
        var entitled = caller.IsApplicant || (caller.IsOfficer && caller.Actor.Office == file.Office);
        var found = await reader.EventsAsync(id, after, size + 1, cancellation);
        return TypedResults.Ok(Paging.PageOf(
            [.. found],
            size,
            last => Paging.Cursor("version", last.Version.ToString(CultureInfo.InvariantCulture)),
            Show));

        EventView Show(StoredEvent row)
        {
            var view = EventView.Of(row, file.Number, procedure, entitled, byName: !caller.IsApplicant || row.Entry.Actor.Organisation == caller.Actor.Organisation);
            return caller.IsAuditorAlone ? view.WithoutContent() : view;
        }
    }
}
