using Approval.Engine.Procedures;

namespace Approval.Api.Http;

/// <summary>The short heading of a problem: what kind of refusal it is.</summary>
public static class Titles
{
    public static LocalText Of(int status) => status switch
    {
        400 => new("请求格式错误", "Malformed request"),
        401 => new("未认证", "Not authenticated"),
        403 => new("无权限", "Not allowed"),
        404 => new("未找到", "Not found"),
        405 => new("方法不支持", "Method not allowed"),
        409 => new("与当前状态冲突", "Conflict with the current state"),
        412 => new("版本已变化", "Version has changed"),
        413 => new("内容过大", "Content too large"),
        415 => new("内容类型不支持", "Unsupported media type"),
        422 => new("内容不符合要求", "Invalid content"),
        428 => new("缺少前提条件", "Precondition required"),
        429 => new("请求过于频繁", "Too many requests"),
        503 => new("服务暂不可用", "Service unavailable"),
        >= 500 => new("系统错误", "Internal error"),
        _ => new("请求被拒绝", "Request refused"),
    };
}
