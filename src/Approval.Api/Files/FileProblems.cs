using Approval.Api.Http;

namespace Approval.Api.Files;

public static class FileProblems
{
    /// <summary>Also for a file that one may not see: that it exists is not said.</summary>
    public static Problem Unknown { get; } = Problems.NotFound("file.unknown", "没有这个文件。", "There is no such file.");

    public static Problem Lost { get; } = new(
        StatusCodes.Status500InternalServerError, "file.lost", new("文件内容已不存在，已报警。", "The content of the file is gone; an alarm has been raised."));

    public static Problem Altered { get; } = new(
        StatusCodes.Status500InternalServerError, "file.altered", new("文件内容与上传时不符，已停止下载并报警。", "The content of the file is not what was uploaded; it is not shown, and an alarm has been raised."));

    public static Problem Missing { get; } = Problems.BadRequest(
        "file.missing", "应以 multipart/form-data 提交名为 file 的文件。", "Expected multipart/form-data with a file in the part 'file'.");

    public static Problem Empty { get; } = Problems.Invalid(new FieldProblem("/file", "file.empty", new("文件为空。", "The file is empty.")));

    public static Problem TypeNotAllowed { get; } = Problems.Invalid(new FieldProblem("/file", "file.type_not_allowed", new(
        "只接受 PDF、PNG、JPEG、OFD、DOCX 和 DWG 文件。", "Only PDF, PNG, JPEG, OFD, DOCX and DWG files are taken.")));

    public static Problem Infected { get; } = Problems.Invalid(new FieldProblem("/file", "file.infected", new(
        "文件中发现恶意代码，未予接收。请清除后重新上传。", "Malware was found in the file; it was not taken. Clean it and upload it again.")));

    public static Problem Unscanned { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "file.unscanned", new("暂时无法检查文件是否安全，请稍后重试。", "Files cannot be checked for malware at the moment; try again later.")) { RetryAfter = 30 };

    public static Problem Quota(int files, long bytes, int retryAfter) => new(
        StatusCodes.Status429TooManyRequests, "file.quota", new(
            $"24小时内上传而尚未随申请提交的文件不得超过{files}个、{bytes / (1024 * 1024)} MB。请先提交申请，或稍后再上传。",
            $"Files of the last 24 hours that belong to no case yet may be at most {files}, of {bytes / (1024 * 1024)} MB together. File the application first, or upload later.")) { RetryAfter = retryAfter };
}
