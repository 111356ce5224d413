namespace Approval.Api.Http;

/// <summary>A body read whole, up to a bound.</summary>
public static class RequestBody
{
    public static async Task<byte[]> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        if (request.ContentLength > maxBytes)
        {
            throw new RefusedException(Problems.TooLarge(maxBytes));
        }

        using var body = new MemoryStream(request.ContentLength is { } length ? (int)length : 1024);
        var buffer = new byte[8 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (body.Length + read > maxBytes)
            {
                throw new RefusedException(Problems.TooLarge(maxBytes));
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
