using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Approval.Engine.Cases;

/// <summary>How events and states are written. Generated code, a fixed property order, camelCase, enums as words, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CaseState))]
[JsonSerializable(typeof(CaseEvent.Received), TypeInfoPropertyName = "ReceivedEvent")]
[JsonSerializable(typeof(CaseEvent.CorrectionRequested), TypeInfoPropertyName = "CorrectionRequestedEvent")]
[JsonSerializable(typeof(CaseEvent.CorrectionSubmitted), TypeInfoPropertyName = "CorrectionSubmittedEvent")]
[JsonSerializable(typeof(CaseEvent.Accepted), TypeInfoPropertyName = "AcceptedEvent")]
[JsonSerializable(typeof(CaseEvent.DeemedAccepted), TypeInfoPropertyName = "DeemedAcceptedEvent")]
[JsonSerializable(typeof(CaseEvent.DeemingTakenBack), TypeInfoPropertyName = "DeemingTakenBackEvent")]
[JsonSerializable(typeof(CaseEvent.NotAccepted), TypeInfoPropertyName = "NotAcceptedEvent")]
[JsonSerializable(typeof(CaseEvent.Declined), TypeInfoPropertyName = "DeclinedEvent")]
[JsonSerializable(typeof(CaseEvent.Withdrawn), TypeInfoPropertyName = "WithdrawnEvent")]
[JsonSerializable(typeof(CaseEvent.Suspended), TypeInfoPropertyName = "SuspendedEvent")]
[JsonSerializable(typeof(CaseEvent.Resumed), TypeInfoPropertyName = "ResumedEvent")]
[JsonSerializable(typeof(CaseEvent.Extended), TypeInfoPropertyName = "ExtendedEvent")]
[JsonSerializable(typeof(CaseEvent.Decided), TypeInfoPropertyName = "DecidedEvent")]
[JsonSerializable(typeof(CaseEvent.Issued), TypeInfoPropertyName = "IssuedEvent")]
[JsonSerializable(typeof(CaseEvent.Served), TypeInfoPropertyName = "ServedEvent")]
[JsonSerializable(typeof(CaseEvent.Terminated), TypeInfoPropertyName = "TerminatedEvent")]
[JsonSerializable(typeof(CaseEvent.Revoked), TypeInfoPropertyName = "RevokedEvent")]
[JsonSerializable(typeof(CaseEvent.Urged), TypeInfoPropertyName = "UrgedEvent")]
[JsonSerializable(typeof(CaseEvent.OfficeTransferred), TypeInfoPropertyName = "OfficeTransferredEvent")]
[JsonSerializable(typeof(CaseEvent.ClocksRecorded), TypeInfoPropertyName = "ClocksRecordedEvent")]
[JsonSerializable(typeof(CaseEvent.ClockWarned), TypeInfoPropertyName = "ClockWarnedEvent")]
[JsonSerializable(typeof(CaseEvent.ClockBreached), TypeInfoPropertyName = "ClockBreachedEvent")]
[JsonSerializable(typeof(CaseEvent.CardIssued), TypeInfoPropertyName = "CardIssuedEvent")]
[JsonSerializable(typeof(CaseEvent.CardWrittenOff), TypeInfoPropertyName = "CardWrittenOffEvent")]
[JsonSerializable(typeof(CaseEvent.BreachExplained), TypeInfoPropertyName = "BreachExplainedEvent")]
[JsonSerializable(typeof(CaseEvent.ClocksRecomputed), TypeInfoPropertyName = "ClocksRecomputedEvent")]
[JsonSerializable(typeof(CaseEvent.TimeExcluded), TypeInfoPropertyName = "TimeExcludedEvent")]
[JsonSerializable(typeof(CaseEvent.ReviewCorrectionRequested), TypeInfoPropertyName = "ReviewCorrectionRequestedEvent")]
[JsonSerializable(typeof(CaseEvent.ReviewCorrectionSubmitted), TypeInfoPropertyName = "ReviewCorrectionSubmittedEvent")]
[JsonSerializable(typeof(CaseEvent.LampChanged), TypeInfoPropertyName = "LampChangedEvent")]
[JsonSerializable(typeof(CaseEvent.StageOpened), TypeInfoPropertyName = "StageOpenedEvent")]
[JsonSerializable(typeof(CaseEvent.StageClosed), TypeInfoPropertyName = "StageClosedEvent")]
[JsonSerializable(typeof(CaseEvent.StageReturned), TypeInfoPropertyName = "StageReturnedEvent")]
[JsonSerializable(typeof(CaseEvent.ChainCompleted), TypeInfoPropertyName = "ChainCompletedEvent")]
[JsonSerializable(typeof(CaseEvent.TaskClaimed), TypeInfoPropertyName = "TaskClaimedEvent")]
[JsonSerializable(typeof(CaseEvent.TaskReleased), TypeInfoPropertyName = "TaskReleasedEvent")]
[JsonSerializable(typeof(CaseEvent.TaskEndorsed), TypeInfoPropertyName = "TaskEndorsedEvent")]
[JsonSerializable(typeof(CaseEvent.TaskObjected), TypeInfoPropertyName = "TaskObjectedEvent")]
[JsonSerializable(typeof(CaseEvent.ExtensionApplied), TypeInfoPropertyName = "ExtensionAppliedEvent")]
[JsonSerializable(typeof(CaseEvent.SpecialApplied), TypeInfoPropertyName = "SpecialAppliedEvent")]
[JsonSerializable(typeof(CaseEvent.SpecialApproved), TypeInfoPropertyName = "SpecialApprovedEvent")]
[JsonSerializable(typeof(CaseEvent.SpecialRefused), TypeInfoPropertyName = "SpecialRefusedEvent")]
[JsonSerializable(typeof(CaseEvent.SpecialReported), TypeInfoPropertyName = "SpecialReportedEvent")]
[JsonSerializable(typeof(CaseEvent.HearingAnnounced), TypeInfoPropertyName = "HearingAnnouncedEvent")]
[JsonSerializable(typeof(CaseEvent.HearingTold), TypeInfoPropertyName = "HearingToldEvent")]
[JsonSerializable(typeof(CaseEvent.HearingRequested), TypeInfoPropertyName = "HearingRequestedEvent")]
[JsonSerializable(typeof(CaseEvent.HearingWaived), TypeInfoPropertyName = "HearingWaivedEvent")]
[JsonSerializable(typeof(CaseEvent.HearingLapsed), TypeInfoPropertyName = "HearingLapsedEvent")]
[JsonSerializable(typeof(CaseEvent.HearingScheduled), TypeInfoPropertyName = "HearingScheduledEvent")]
[JsonSerializable(typeof(CaseEvent.HearingChairReplaced), TypeInfoPropertyName = "HearingChairReplacedEvent")]
[JsonSerializable(typeof(CaseEvent.HearingHeld), TypeInfoPropertyName = "HearingHeldEvent")]
[JsonSerializable(typeof(CaseEvent.TaskDissented), TypeInfoPropertyName = "TaskDissentedEvent")]
[JsonSerializable(typeof(CaseEvent.TaskOffered), TypeInfoPropertyName = "TaskOfferedEvent")]
[JsonSerializable(typeof(CaseEvent.TasksCancelled), TypeInfoPropertyName = "TasksCancelledEvent")]
[JsonSerializable(typeof(CaseEvent.StepEscalated), TypeInfoPropertyName = "StepEscalatedEvent")]
[JsonSerializable(typeof(CaseEvent.StepDeemedAgreed), TypeInfoPropertyName = "StepDeemedAgreedEvent")]
[JsonSerializable(typeof(CaseEvent.TaskAssigned), TypeInfoPropertyName = "TaskAssignedEvent")]
[JsonSerializable(typeof(CaseEvent.TaskTransferred), TypeInfoPropertyName = "TaskTransferredEvent")]
[JsonSerializable(typeof(CaseEvent.TaskDelegated), TypeInfoPropertyName = "TaskDelegatedEvent")]
[JsonSerializable(typeof(CaseEvent.DelegationReturned), TypeInfoPropertyName = "DelegationReturnedEvent")]
[JsonSerializable(typeof(CaseEvent.TaskSubstituted), TypeInfoPropertyName = "TaskSubstitutedEvent")]
[JsonSerializable(typeof(CaseEvent.SignerAdded), TypeInfoPropertyName = "SignerAddedEvent")]
[JsonSerializable(typeof(CaseEvent.SignerRemoved), TypeInfoPropertyName = "SignerRemovedEvent")]
[JsonSerializable(typeof(CaseEvent.StageReopened), TypeInfoPropertyName = "StageReopenedEvent")]
[JsonSerializable(typeof(CaseEvent.OpinionWithdrawn), TypeInfoPropertyName = "OpinionWithdrawnEvent")]
[JsonSerializable(typeof(CaseEvent.TaskUrged), TypeInfoPropertyName = "TaskUrgedEvent")]
[JsonSerializable(typeof(CaseEvent.TaskCopied), TypeInfoPropertyName = "TaskCopiedEvent")]
[JsonSerializable(typeof(CaseEvent.OrderIssued), TypeInfoPropertyName = "OrderIssuedEvent")]
[JsonSerializable(typeof(CaseEvent.OrderAnswered), TypeInfoPropertyName = "OrderAnsweredEvent")]
[JsonSerializable(typeof(CaseEvent.OrderReturned), TypeInfoPropertyName = "OrderReturnedEvent")]
[JsonSerializable(typeof(CaseEvent.OrderClosed), TypeInfoPropertyName = "OrderClosedEvent")]
[JsonSerializable(typeof(CaseEvent.MovedToVersion), TypeInfoPropertyName = "MovedToVersionEvent")]
[JsonSerializable(typeof(Actor))]
[JsonSerializable(typeof(Application))]
[JsonSerializable(typeof(PersonalData))]
public sealed partial class CaseJson : JsonSerializerContext
{
    /// <summary>Chinese stays readable in the database; the text is never put into a page unescaped.</summary>
    public static CaseJson Storage { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    });

    public static byte[] Write(CaseState state) => JsonSerializer.SerializeToUtf8Bytes(state, Storage.CaseState);

    public static byte[] Write(Application application) => JsonSerializer.SerializeToUtf8Bytes(application, Storage.Application);

    public static CaseState ReadState(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Storage.CaseState) ?? throw new JsonException("A stored state is null.");

    public static byte[] Write(CaseEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), Storage);

    public static CaseEvent ReadEvent(string name, ReadOnlySpan<byte> json) =>
        (CaseEvent?)JsonSerializer.Deserialize(json, EventCatalogue.TypeOf(name), Storage) ?? throw new JsonException($"A stored {name} is null.");
}
