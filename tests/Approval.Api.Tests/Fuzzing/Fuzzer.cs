using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Approval.Api.Tests.Fuzzing;

/// <summary>A request that follows the OpenAPI document more or less, and what it was.</summary>
internal sealed record FuzzedRequest(string Operation, HttpMethod Method, string Path, string? Caller, HttpContent? Content, (string Name, string Value)[] Headers, string Body);

/// <summary>Makes requests from the document: mostly of the right shape with values of every kind, sometimes of no shape at all.</summary>
internal sealed class Fuzzer(JsonElement document, int seed, IReadOnlyList<string> ids)
{
    public static readonly string?[] Callers =
        [null, "demo-applicant", "demo-applicant-2", "demo-clerk", "demo-reviewer", "demo-head", "demo-government-head", "demo-clerk-430300", "demo-supervisor", "demo-auditor", "demo-admin"];

    private static readonly string[] Known =
        ["RF-01", "RF-02", "430100-01", "430100", "430300", "CN", "online", "window", "91430104MA7X2RK44K", "2026-02-12", "2026-02-12T10:00:00+08:00", "granted", "refused", "hearing", "promised", "site-plan", "clerk", "received", "due", "green", "workingDay"];

    private readonly Random random = new(seed);

    private readonly List<(string Path, HttpMethod Method, JsonElement Operation)> operations =
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           where !path.Name.StartsWith("/api/v1/dev", StringComparison.Ordinal)
           from operation in path.Value.EnumerateObject()
           select (path.Name, HttpMethod.Parse(operation.Name), operation.Value),
    ];

    public FuzzedRequest Next()
    {
        var (path, method, operation) = operations[random.Next(operations.Count)];
        var query = new List<string>();
        var headers = new List<(string, string)>();
        foreach (var parameter in operation.TryGetProperty("parameters", out var listed) ? listed.EnumerateArray().ToArray() : [])
        {
            var name = parameter.GetProperty("name").GetString()!;
            switch (parameter.GetProperty("in").GetString())
            {
                case "path":
                    path = path.Replace($"{{{name}}}", Uri.EscapeDataString(Often(70) ? Pick(ids) : Text()), StringComparison.Ordinal);
                    break;
                case "query" when Often(40):
                    query.Add($"{name}={Uri.EscapeDataString(Often(50) ? Pick(Known) : Often(50) ? random.Next(-5, 300).ToString(System.Globalization.CultureInfo.InvariantCulture) : Text())}");
                    break;
                case "header" when Often(85):
                    headers.Add((name, name == "If-Match" && Often(90) ? $"\"{random.Next(1, 6)}\"" : Often(80) ? $"key-{random.Next(50)}" : Ascii(Text())));
                    break;
            }
        }

        var (content, body) = Content(operation);
        return new FuzzedRequest(
            operation.GetProperty("operationId").GetString()!, method, query.Count == 0 ? path : $"{path}?{string.Join('&', query)}", Pick(Callers), method == HttpMethod.Get ? null : content, [.. headers], body);
    }

    private (HttpContent?, string) Content(JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var wanted))
        {
            return Often(80) ? (null, "") : (Json("{}"), "{}");
        }

        var (type, media) = wanted.GetProperty("content").EnumerateObject().Select(entry => (entry.Name, entry.Value)).First();
        if (type == "multipart/form-data")
        {
            var bytes = new byte[random.Next(2000)];
            random.NextBytes(bytes);
            "%PDF-1.7\n"u8.CopyTo(bytes.Length > 20 && Often(50) ? bytes : new byte[20]);
            return (new MultipartFormDataContent { { new ByteArrayContent(bytes), Often(80) ? "file" : "other", Often(50) ? "plan.pdf" : Pick(["..", "x.exe", "f..pdf", "CON", "a b.docx", ".hidden"]) } }, "multipart");
        }

        if (type != "application/json")
        {
            var form = $"grant_type={(Often(80) ? "client_credentials" : Uri.EscapeDataString(Text()))}&client_id={Uri.EscapeDataString(Text())}&client_secret={Uri.EscapeDataString(Text())}";
            return (new StringContent(form, Encoding.UTF8, type), form);
        }

        var text = (Value(media.GetProperty("schema"), 0) ?? JsonValue.Create((string?)null))?.ToJsonString() ?? "null";
        text = random.Next(100) switch
        {
            < 3 => text[..random.Next(text.Length)],
            < 5 => new string('[', random.Next(1, 200)) + text,
            < 6 => text.Replace("\":", "\":\ud800", StringComparison.Ordinal),
            _ => text,
        };
        return Often(97) ? (Json(text), text) : (new StringContent(text, Encoding.UTF8, Pick(["text/plain", "application/xml", "application/x-www-form-urlencoded"])), text);
    }

    private JsonNode? Value(JsonElement schema, int depth)
    {
        if (depth > 8 || Often(8))
        {
            return Anything(depth);
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Value(document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), depth + 1);
        }

        foreach (var choice in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(choice, out var choices))
            {
                return Value(choices[random.Next(choices.GetArrayLength())], depth + 1);
            }
        }

        if (schema.TryGetProperty("enum", out var words))
        {
            return JsonNode.Parse(words[random.Next(words.GetArrayLength())].GetRawText());
        }

        var type = schema.TryGetProperty("type", out var types) ? types.ValueKind == JsonValueKind.Array ? types[random.Next(types.GetArrayLength())].GetString() : types.GetString() : "object";
        return type switch
        {
            "object" => Object(schema, depth),
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(schema.TryGetProperty("items", out var items) ? items : default(JsonElement).ValueKind == JsonValueKind.Undefined ? JsonElement.Parse("{}") : default, depth + 1))]),
            "integer" => Often(80) ? random.Next(-2, 60) : Pick<long>([int.MaxValue, long.MaxValue, int.MinValue]),
            "number" => Often(80) ? random.Next(0, 5000) : Pick([-0.0, 1e300, 0.1 + 0.2]),
            "boolean" => Often(50),
            "null" => null,
            _ => Often(35) ? Pick(ids) : Often(60) ? Pick(Known) : Text(),
        };
    }

    private JsonObject Object(JsonElement schema, int depth)
    {
        var made = new JsonObject();
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject().Where(_ => Often(90)))
            {
                made[property.Name] = Value(property.Value, depth + 1);
            }
        }

        if (Often(4))
        {
            made[Often(50) ? "state" : Ascii(Text())] = Anything(depth);
        }

        return made;
    }

    private JsonNode? Anything(int depth) => random.Next(7) switch
    {
        0 => null,
        1 => Text(),
        2 => random.Next(),
        3 => true,
        4 => new JsonArray(Text(), 1, null),
        5 when depth < 8 => new JsonObject { ["a"] = Anything(depth + 1) },
        _ => "",
    };

    private string Text() => random.Next(6) switch
    {
        0 => "",
        1 => new string('x', random.Next(5000)),
        2 => SomeId().ToString(),
        3 => Pick(Known),
        _ => Pick(NastyTexts.Storable),
    };

    /// <summary>By the seed, like everything else.</summary>
    private Guid SomeId()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static string Ascii(string text) => new([.. text.Where(character => character is > ' ' and <= '~').Take(300)]);

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private bool Often(int percent) => random.Next(100) < percent;

    private static StringContent Json(string text) => new(text, new UTF8Encoding(false), new MediaTypeHeaderValue("application/json"));
}
