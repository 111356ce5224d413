using Approval.Engine.Procedures;

namespace Approval.Api.Http;

/// <summary>The problems that only the edge can have; the engine's come from its rejections.</summary>
public static class Problems
{
    public static Problem Malformed(string pointer, string zh, string en) =>
        new(StatusCodes.Status400BadRequest, "request.malformed", new LocalText($"请求{Where(pointer)}{zh}", $"The request{Where(pointer, " at ")} {en}"))
        {
            Errors = [new FieldProblem(pointer, "request.malformed", new LocalText(zh, en))],
        };

    public static Problem Invalid(params FieldProblem[] errors) =>
        new(StatusCodes.Status422UnprocessableEntity, errors[0].Code, errors[0].Message) { Errors = [.. errors] };

    public static Problem NotFound(string code, string zh, string en) => new(StatusCodes.Status404NotFound, code, new LocalText(zh, en));

    public static Problem Forbidden(string code, string zh, string en) => new(StatusCodes.Status403Forbidden, code, new LocalText(zh, en));

    public static Problem BadRequest(string code, string zh, string en) => new(StatusCodes.Status400BadRequest, code, new LocalText(zh, en));

    public static Problem CaseNotFound { get; } = NotFound("case.not_found", "没有这个办件。", "There is no such case.");

    public static Problem WrongOffice { get; } = Forbidden("case.wrong_office", "办件由其他机关办理。", "The case is handled by another office.");

    public static Problem NoCaseContent { get; } = Forbidden("access.role_not_competent", "您的角色不能查看办件内容。", "Your role may not see the content of cases.");

    public static Problem Busy { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "service.busy", new LocalText("系统繁忙，请稍后重试。", "The service is busy; try again shortly.")) { RetryAfter = 1 };

    public static Problem Unavailable { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "service.unavailable", new LocalText("数据库暂时不可用，请稍后重试。", "The database cannot be reached; try again shortly.")) { RetryAfter = 5 };

    /// <summary>The record was tampered with: nothing of it is shown as if it were whole.</summary>
    public static Problem AuditBroken { get; } = new(
        StatusCodes.Status500InternalServerError, "audit.broken", new LocalText("办件记录校验不符，已停止显示并报警。", "The record does not hold against its hash chain; it is not shown, and an alarm has been raised."));

    public static Problem InProgress { get; } = new(
        StatusCodes.Status409Conflict, "idempotency.in_progress", new LocalText("相同 Idempotency-Key 的请求正在处理。", "A request with this Idempotency-Key is being processed.")) { RetryAfter = 1 };

    public static Problem TooLarge(long limit) => new(
        StatusCodes.Status413PayloadTooLarge, "request.too_large", new LocalText($"请求体不得超过{limit}字节。", $"A body may have at most {limit} bytes."));

    public static Problem NotJson { get; } = new(
        StatusCodes.Status415UnsupportedMediaType, "request.media_type", new LocalText("请求体应为 application/json（UTF-8）。", "Expected a body of type application/json in UTF-8."));

    /// <summary>A status that something below gave without a body.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        400 => BadRequest("request.malformed", "请求无法理解。", "The request cannot be understood."),
        401 => new Problem(status, "auth.required", new LocalText("需要有效的访问令牌。", "A valid access token is required.")),
        403 => Forbidden("access.role_not_competent", "您的角色无权使用此功能。", "Your role may not do this."),
        404 => NotFound("route.not_found", "没有这个地址。", "There is nothing at this address."),
        405 => new Problem(status, "request.method", new LocalText("此地址不支持该方法。", "This address does not know the method.")),
        408 => new Problem(status, "request.timeout", new LocalText("请求超时。", "The request took too long to arrive.")),
        413 => new Problem(status, "request.too_large", new LocalText("请求体过大。", "The body is too large.")),
        415 => new Problem(status, "request.media_type", new LocalText("不支持该内容类型。", "The content type is not supported here.")),
        429 => new Problem(status, "rate.exceeded", new LocalText("请求过于频繁，请稍后重试。", "Too many requests; try again later.")),
        503 => Busy,
        504 => new Problem(status, "request.timeout", new LocalText("处理超时，请稍后重试。", "The request took too long to process.")),
        >= 500 => new Problem(status, "service.failed", new LocalText("系统内部错误，已记录。", "An internal error happened and has been logged.")),
        _ => new Problem(status, "request.refused", new LocalText("请求被拒绝。", "The request was refused.")),
    };

    private static string Where(string pointer, string before = "") => pointer.Length == 0 ? "" : before + (before.Length == 0 ? $"的 {pointer} " : pointer);
}
