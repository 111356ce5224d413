using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Certificates;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <summary>期限计算单: JSON whose hash anybody can check offline, or a page to print when the client asks for HTML.</summary>
public static class GetCertificate
{
    /// <param name="clock">Id of a clock of the case; the promise unless said.</param>
    public static async Task<Results<ContentHttpResult, FileContentHttpResult, Refusal>> Handle(
        Guid id, string? clock, HttpContext context, Caller caller, CaseReader reader, RulebookStore rulebooks, CancellationToken cancellation)
    {
        var (stored, refused) = await SeenCase.FindAsync(id, caller, reader, rulebooks, cancellation);
        if (stored is null)
        {
            return (Refusal)refused!;
        }

        var (file, rules) = (stored.State.File, rulebooks.Current);
        var office = rules.Offices[file.Office];
        var certificate = DeadlineCertificate.For(
            await CaseJournal.ReadAsync(reader, id, cancellation),
            clock ?? Engine.Clocks.Clock.PromisedId,
            rules.Procedure(file.Procedure, file.ProcedureVersion),
            office,
            rules.CalendarOf(office));
        if (certificate is null)
        {
            return (Refusal)Problems.NotFound("clock.not_found", $"办件没有“{clock ?? Engine.Clocks.Clock.PromisedId}”这一期限。", $"The case has no clock '{clock ?? Engine.Clocks.Clock.PromisedId}'.");
        }

        if (context.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase)))
        {
            var page = CertificatePage.Html(certificate);
            context.Response.Headers.ContentSecurityPolicy = PagePolicy.Of(page);
            return TypedResults.Content(page, "text/html; charset=utf-8");
        }

        return TypedResults.File(CertificateJson.Write(certificate), "application/json; charset=utf-8");
    }
}
