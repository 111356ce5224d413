namespace Approval.Engine.Calendars.Publishing;

/// <summary>One file that somebody wants to publish. Any format ends as our own, and is judged as that.</summary>
/// <param name="File">Name to use in findings.</param>
/// <param name="Text">The content.</param>
public abstract record CalendarImport(string File, string Text)
{
    /// <summary>A year in the format of seeds/calendars/CN.</summary>
    /// <param name="Notice">
    /// The notice that a revision rests on. Null: the notices in the file that the published revision does not have. A slip in the
    /// transcription of a notice that is known already is corrected by naming that one.
    /// </param>
    public sealed record Year(string File, string Text, string? Notice = null) : CalendarImport(File, Text);

    /// <summary>The days of a region, in the format of seeds/calendars.</summary>
    public sealed record Overlay(string File, string Text) : CalendarImport(File, Text);

    /// <summary>A year of the public holiday-cn list. It knows the addresses of notices, not their numbers: the importer names the notice.</summary>
    public sealed record HolidayCn(string File, string Text, HolidayNotice Notice) : CalendarImport(File, Text);
}
