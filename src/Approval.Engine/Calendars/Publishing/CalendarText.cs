using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Approval.Engine.Calendars.Publishing;

/// <summary>Writes a year as a file of seeds/calendars/CN. <see cref="CalendarReader"/> reads it back as it was.</summary>
public static class CalendarText
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(CalendarYear year)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("region", CalendarSet.National);
            json.WriteNumber("year", year.Year);
            json.WriteStartArray("notices");
            foreach (var notice in year.Notices)
            {
                Write(json, notice);
            }

            json.WriteEndArray();
            json.WriteStartArray("days");
            foreach (var day in year.Days)
            {
                Write(json, day);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, HolidayNotice notice)
    {
        json.WriteStartObject();
        json.WriteString("number", notice.Number);
        json.WriteString("published", $"{notice.Published:yyyy-MM-dd}");
        if (notice.Title is { } title)
        {
            json.WriteString("title", title);
        }

        if (notice.Url is { } url)
        {
            json.WriteString("url", url);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CalendarDay day)
    {
        json.WriteStartObject();
        json.WriteString("date", $"{day.Date:yyyy-MM-dd}");
        json.WriteString("name", day.Name);
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(day.Kind.ToString()));
        json.WriteString("notice", day.Source);
        json.WriteEndObject();
    }
}
