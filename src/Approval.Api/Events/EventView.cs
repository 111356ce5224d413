using System.Text.Json;
using System.Text.Json.Nodes;
using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Workflows.Queries;

namespace Approval.Api.Events;

/// <summary>A row of the journal as the caller may see it.</summary>
/// <param name="Type">Stable name with its version: case.accepted.v1 and so on.</param>
/// <param name="RecordedAt">When it was entered.</param>
/// <param name="EffectiveAt">When it happened.</param>
/// <param name="Data">What happened, by type.</param>
/// <param name="Hash">Hash of this row, over the stored record and the hash before it.</param>
public sealed record EventView(
    Guid CaseId,
    string? CaseNumber,
    int Version,
    string Type,
    EventActor Actor,
    DateTimeOffset RecordedAt,
    DateTimeOffset EffectiveAt,
    JsonElement Data,
    string PreviousHash,
    string Hash)
{
    private static readonly JsonElement NoContent = JsonElement.Parse("{}");

    /// <param name="entitled">Whether the reader may see confidential fields.</param>
    public static EventView Of(StoredEvent stored, string? caseNumber, Procedure procedure, bool entitled, bool byName)
    {
        var (happened, actor, effectiveAt) = stored.Entry;
        return new EventView(
            stored.CaseId,
            caseNumber,
            stored.Version,
            EventCatalogue.NameOf(happened),
            new EventActor(byName || actor.IsSystem ? actor.Id : null, byName || actor.IsSystem ? actor.Name : null, actor.Kind, actor.Office),
            stored.RecordedAt,
            effectiveAt,
            DataOf(happened, procedure, entitled, byName),
            Convert.ToHexStringLower(stored.PreviousHash),
            Convert.ToHexStringLower(stored.Hash));
    }

    /// <summary>For an auditor: that it happened, when, and the hashes that prove it. Neither names nor content.</summary>
    public EventView WithoutContent() => this with
    {
        Actor = Actor with { Id = Actor.Kind == ActorKind.Client ? null : Actor.Id, Name = null },
        Data = NoContent,
    };

    private static JsonElement DataOf(CaseEvent happened, Procedure procedure, bool entitled, bool byName)
    {
        if (happened is not CaseEvent.Received received)
        {
            return byName ? JsonSerializer.SerializeToElement(happened, happened.GetType(), ApiJson.Options) : WithoutPeople(happened);
        }

        var shown = received with { Application = PersonalData.Mask(received.Application) with { Form = ConfidentialFields.Show(received.Application.Form, procedure, entitled).Form } };
        var data = JsonSerializer.SerializeToNode(shown, ApiJson.Options)!.AsObject();

        // Only the receipt and the owner's view of the case show it.
        data.Remove("trackingCode");
        return JsonSerializer.SerializeToElement<JsonNode>(data, ApiJson.Options);
    }

    /// <summary>The members of events in which people of offices stand by id or name.</summary>
    private static readonly string[] People =
        ["assignee", "assigneeName", "delegate", "delegateName", "substitute", "substituteName", "onBehalfOf", "onBehalfOfName", "signer", "signerName", "addedBy", "by", "to"];

    private static JsonElement WithoutPeople(CaseEvent happened)
    {
        // Between the supervisor and the office: that there was an order is no secret, what it says is.
        if (happened is CaseEvent.OrderIssued or CaseEvent.OrderAnswered or CaseEvent.OrderReturned or CaseEvent.OrderClosed)
        {
            return NoContent;
        }

        var data = JsonSerializer.SerializeToNode(happened, happened.GetType(), ApiJson.Options)!.AsObject();
        if (happened is CaseEvent.LampChanged)
        {
            return JsonSerializer.SerializeToElement<JsonNode>(data, ApiJson.Options);
        }

        foreach (var name in People)
        {
            data.Remove(name);
        }

        return JsonSerializer.SerializeToElement<JsonNode>(data, ApiJson.Options);
    }
}

/// <summary>Who did it. Applicants see the office, not the person.</summary>
public sealed record EventActor(string? Id, string? Name, ActorKind Kind, string? Office);
