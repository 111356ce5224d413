using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Approval.Api.Http.Texts;
using Microsoft.AspNetCore.Http.Metadata;

namespace Approval.Api.Http;

/// <summary>A JSON body: its bytes, for the fingerprint of an idempotent request, and what they say.</summary>
public sealed partial class Posted<T> : IBindableFromHttpContext<Posted<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private Posted(T value, byte[] bytes) => (Value, Bytes) = (value, bytes);

    public T Value { get; }

    public byte[] Bytes { get; }

    static async ValueTask<Posted<T>?> IBindableFromHttpContext<Posted<T>>.BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var bytes = await RequestBody.ReadAsync(context.Request, JsonBody.MaxBytes, context.RequestAborted);
        if (bytes.Length > 0 && !IsJson(context.Request.ContentType))
        {
            throw new RefusedException(Problems.NotJson);
        }

        // A command that needs nothing said may come without a body.
        var json = bytes.Length == 0 ? "{}"u8.ToArray() : bytes;
        return JsonScan.Find(json, out var isNormal) is { } fault
            ? throw new RefusedException(Problems.Malformed(fault.Pointer, fault.Zh, fault.En))
            : new Posted<T>(Read(isNormal ? json : JsonNormalising.Of(json)), bytes);
    }

    /// <summary>No body at all is fine where nothing is required.</summary>
    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsJson(typeof(T)));

    private static T Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, ApiJson.Options)
                ?? throw new RefusedException(Problems.Malformed("", "应为对象。", "must be an object."));
        }
        catch (JsonException wrong)
        {
            throw new RefusedException(Explain(wrong));
        }
    }

    /// <summary>The library's own sentences name .NET types, so they are said anew.</summary>
    private static Problem Explain(JsonException wrong)
    {
        var pointer = FieldProblem.PointerOf(wrong.Path ?? "$");
        if (wrong.Message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return Problems.Malformed(pointer, "是未知字段。", "is not a field of this request.");
        }

        if (wrong.Message.Contains("missing required properties", StringComparison.Ordinal))
        {
            var names = string.Join("、", Quoted().Matches(wrong.Message[wrong.Message.IndexOf("including", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value));
            return Problems.Malformed(pointer, $"缺少字段：{names}。", $"lacks: {names}.");
        }

        return Problems.Malformed(pointer, "的值不符合要求的类型或格式。", "has a value of the wrong type or form.");
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is null || string.Equals(type.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    /// <summary>Tells the document what the body is. The check itself is above, where it can answer with a problem.</summary>
    private sealed class AcceptsJson(Type type) : IAcceptsMetadata
    {
        public IReadOnlyList<string> ContentTypes { get; } = ["application/json"];

        public Type? RequestType => type;

        public bool IsOptional => true;
    }
}

public static class JsonBody
{
    /// <summary>Far above any application form, far below what could hurt.</summary>
    public const int MaxBytes = 256 * 1024;
}
