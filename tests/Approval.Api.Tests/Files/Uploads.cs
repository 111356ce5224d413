using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Files;

/// <summary>Uploading in tests.</summary>
internal static class Uploads
{
    /// <summary>A file that is no other's.</summary>
    public static byte[] NewPdf(int size = 2000) => [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(size - 9)];

    public static async Task<Answer> UploadAsync(this ApiCaller caller, byte[] content, string name = "plan.pdf", params (string Name, string Value)[] headers)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        return await caller.SendAsync(HttpMethod.Post, "/api/v1/files", form, headers);
    }

    /// <summary>The example of a procedure, with these files as its first materials.</summary>
    public static async Task<Guid> FileWithAsync(this ApiCaller caller, string procedure, params Guid[] files)
    {
        var body = await caller.ExampleAsync(procedure);
        foreach (var (index, file) in files.Index())
        {
            body["materials"]![index] = new JsonObject { ["code"] = body["materials"]![index]!["code"]!.GetValue<string>(), ["fileId"] = file.ToString() };
        }

        var filed = await caller.PostAsync("/api/v1/cases", body.ToJsonString());
        Assert.That(filed.Status, Is.EqualTo(201), filed.Text);
        return filed["id"].GetGuid();
    }

    /// <summary>Where the bytes lie.</summary>
    public static string PathOf(ApiHost host, Answer uploaded)
    {
        var digest = uploaded["digest"].GetString()!;
        return Path.Combine(host.DataFolder, "files", digest[..2], digest);
    }
}
