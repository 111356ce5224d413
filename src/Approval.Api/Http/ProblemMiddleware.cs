using System.Net.Sockets;
using System.Text.RegularExpressions;
using Approval.Workflows.Auditing;
using Approval.Workflows.Queries;
using Npgsql;

namespace Approval.Api.Http;

/// <summary>Whatever goes wrong below, the caller gets problem details, and nothing of the inside of the service.</summary>
public sealed partial class ProblemMiddleware(RequestDelegate next, AuditFigures figures, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody reads an answer.
            return;
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, Explain(context, failure));
            return;
        }

        var response = context.Response;
        if (response is { HasStarted: false, StatusCode: >= 400, ContentType: null } && !HttpMethods.IsHead(context.Request.Method))
        {
            await ProblemBody.WriteAsync(context, Problems.OfStatus(response.StatusCode));
        }
    }

    private static async Task RefuseAsync(HttpContext context, Problem problem)
    {
        var challenge = context.Response.Headers.WWWAuthenticate;
        context.Response.Clear();
        EdgeHeaders.Set(context.Response);
        context.Response.Headers.WWWAuthenticate = challenge;
        await ProblemBody.WriteAsync(context, problem);
    }

    private Problem Explain(HttpContext context, Exception failure)
    {
        switch (failure)
        {
            case RefusedException refused:
                return refused.Problem;
            case BadHttpRequestException bad:
                return OfBadRequest(bad);
            case AccessNotKeptException:
                LogDatabase(log, failure, context.Request.Path);
                return Problems.Unavailable;
            case JournalBrokenException or LogBrokenException:
                figures.Broken();
                string path = context.Request.Path;
                LogBroken(log, failure, path);
                return Problems.AuditBroken;
        }

        if (Innermost<PostgresException>(failure) is { } refusedByDatabase && OfDatabase(context, refusedByDatabase) is { } busy)
        {
            LogDatabase(log, failure, context.Request.Path);
            return busy;
        }

        if (Innermost<PostgresException>(failure) is null && (Innermost<NpgsqlException>(failure) is not null || Innermost<SocketException>(failure) is not null))
        {
            LogDatabase(log, failure, context.Request.Path);
            return failure.ToString().Contains("pool has been exhausted", StringComparison.Ordinal) ? Problems.Busy : Problems.Unavailable;
        }

        LogFailure(log, failure, context.Request.Method, context.Request.Path);
        return Problems.OfStatus(StatusCodes.Status500InternalServerError);
    }

    private static Problem? OfDatabase(HttpContext context, PostgresException failure) => failure.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable => context.Request.Headers.ContainsKey(IdempotencyHeader.Name) ? Problems.InProgress : Problems.Busy,
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => Problems.Busy,
        // 55000: the database takes no connections while it is being maintained.
        PostgresErrorCodes.ObjectNotInPrerequisiteState or ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] => Problems.Unavailable,
        _ => null,
    };

    private static Problem OfBadRequest(BadHttpRequestException bad)
    {
        if (bad.StatusCode != StatusCodes.Status400BadRequest)
        {
            return Problems.OfStatus(bad.StatusCode);
        }

        return Parameter().Match(bad.Message) is { Success: true, Groups: [_, var name] }
            ? Problems.BadRequest("request.parameter", $"参数“{name.Value}”的值无法理解。", $"The value of the parameter '{name.Value}' cannot be understood.")
            : Problems.OfStatus(StatusCodes.Status400BadRequest);
    }

    private static T? Innermost<T>(Exception failure)
        where T : Exception
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is T found)
            {
                return found;
            }
        }

        return null;
    }

    [GeneratedRegex("parameter \"\\S+ (\\w+)\"")]
    private static partial Regex Parameter();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not serve {Path}")]
    private static partial void LogDatabase(ILogger logger, Exception failure, string path);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The record read for {Path} has been tampered with")]
    private static partial void LogBroken(ILogger logger, Exception failure, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void LogFailure(ILogger logger, Exception failure, string method, string path);
}
