using Approval.Api.Http;

namespace Approval.Api.Audit;

/// <summary>Puts on record those refused before or beside a handler: by rights, by the body's form. Stands before rights are judged.</summary>
public sealed class AccessMiddleware(RequestDelegate next, AccessKeeping access)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (RefusedException refused) when (!HttpMethods.IsGet(context.Request.Method))
        {
            await access.RefusedAsync(context, refused.Problem.Code);
            throw;
        }

        if (context.GetEndpoint() is not null && AccessKeeping.Concerns(context, context.Response.StatusCode))
        {
            await access.RefusedAsync(context, ProblemBody.CodeOf(context) ?? Problems.OfStatus(context.Response.StatusCode).Code);
        }
    }
}
