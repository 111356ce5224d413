using System.Collections.Immutable;
using System.Net.Http.Headers;
using Approval.Api.Http;
using Approval.Engine.Pictures.Importing;
using Approval.Engine.Procedures;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration;

/// <param name="Chain">As a procedure's file has it.</param>
/// <param name="Findings">What was assumed because the file does not say it.</param>
public sealed record ImportedChainView(Chain Chain, ImmutableArray<ImportNoteView> Findings);

/// <param name="Element">Id of the element in the file.</param>
public sealed record ImportNoteView(string? Element, string Code, LocalText Message);

public static class ImportBpmn
{
    public static string[] MediaTypes { get; } = ["application/bpmn+xml", "application/xml", "text/xml"];

    public static async Task<Results<Ok<ImportedChainView>, Refusal>> Handle(HttpContext context, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !MediaTypes.Contains(type.MediaType, StringComparer.OrdinalIgnoreCase))
        {
            return (Refusal)new Problem(
                StatusCodes.Status415UnsupportedMediaType, "request.media_type", new("请求体应为 application/bpmn+xml。", "Expected a body of type application/bpmn+xml."));
        }

        var import = BpmnImport.Read(await RequestBody.ReadAsync(context.Request, BpmnImport.MaxBytes, cancellation));
        return import.IsRead
            ? TypedResults.Ok(new ImportedChainView(import.Chain, [.. import.Findings.Select(finding => new ImportNoteView(finding.Element, finding.Code, finding.Message))]))
            : (Refusal)Refused([.. import.Findings.Where(finding => finding.Refuses)]);
    }

    private static Problem Refused(ImmutableArray<ImportFinding> findings) => new(
        findings[0].Code switch
        {
            "bpmn.malformed" => StatusCodes.Status400BadRequest,
            "bpmn.too_large" => StatusCodes.Status413PayloadTooLarge,
            _ => StatusCodes.Status422UnprocessableEntity,
        },
        findings[0].Code,
        findings[0] is { Element: { } element, Message: var message } ? new($"“{element}”：{message.Zh}", $"'{element}': {message.En}") : findings[0].Message)
    {
        Errors = [.. findings.Select(finding => new FieldProblem(finding.Element is { } id ? $"//*[@id='{id}']" : "", finding.Code, finding.Message))],
    };
}
