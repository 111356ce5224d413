using System.Text.Json;
using Approval.Engine.Procedures.Reading;

namespace Approval.Engine.Procedures.Rules;

/// <summary>The example is a promise to applicants: an application filled in like this is complete (art 30).</summary>
internal static class ExampleRules
{
    private static readonly string[] Channels = ["window", "online", "letter", "fax", "edi", "email"];

    public static void Apply(JsonElement root, Procedure procedure, FindingLog log)
    {
        // CanUse is false when the example is missing, or the file is not an object at all.
        if (!log.CanUse("$.example"))
        {
            return;
        }

        new JsonPlace(root.GetProperty("example"), "$.example", log).Object(members =>
        {
            members.Required("procedure", at => Procedure(at, procedure));
            members.Required("window", at => ExampleShape.Window(at, procedure));
            members.Required("channel", Channel);
            members.Required("applicant", ExampleShape.Applicant);
            members.Optional("agent", ExampleShape.Agent);
            if (procedure.NeedsProject)
            {
                members.Required("project", ExampleShape.Project);
            }

            members.Required("form", at => Form(at, procedure));
            members.Required("materials", at => Materials(at, procedure));
            return true;
        });
    }

    private static bool Procedure(JsonPlace at, Procedure procedure)
    {
        var code = JsonValues.Text(at);
        if (code is not null && at.Log.CanUse("$.code") && code != procedure.Code)
        {
            at.Log.Note(at.Path, $"Expected {procedure.Code}, the procedure it is an example of, but it is {code}.");
        }

        return true;
    }

    private static bool Channel(JsonPlace at)
    {
        if (JsonValues.Text(at) is { } channel && !Channels.Contains(channel))
        {
            at.Log.Note(at.Path, $"Expected one of {string.Join(", ", Channels)} (行政许可法 art 29), but it is {channel}.");
        }

        return true;
    }

    private static bool Form(JsonPlace at, Procedure procedure)
    {
        if (at.Log.CanUse("$.form"))
        {
            Note(at, ApplicationForm.Check(procedure, at.Value).Errors);
        }

        return true;
    }

    private static bool Materials(JsonPlace at, Procedure procedure)
    {
        var codes = at.List(ExampleShape.MaterialCode);
        if (at.Log.CanUse("$.materials") && at.Log.CanUse(at.Path))
        {
            Note(at, MaterialList.Check(procedure, codes));
        }

        return true;
    }

    private static void Note(JsonPlace at, IEnumerable<FieldError> errors)
    {
        foreach (var error in errors)
        {
            at.Log.Note($"$.example{error.Path[1..]}", $"Expected an example that is itself a complete application (行政许可法 art 30), but {error.Code}: {error.Message.En}");
        }
    }
}
