using System.Globalization;
using System.Net;
using System.Text;
using Approval.Workflows.Outbox;

namespace Approval.Workflows.Auditing;

/// <summary>
/// Posts each checkpoint as text; the number is in the header Checkpoint-Number. 2xx: kept. 409: another one is kept under it. Where it
/// may connect to is decided when it connects, as for webhooks (docs/adr/0023).
/// </summary>
public sealed class UrlWitness(Uri address, ConnectionGuard guard) : IWitness, IDisposable
{
    private readonly HttpClient http = new(guard.NewHandler()) { Timeout = TimeSpan.FromSeconds(15), MaxResponseContentBufferSize = 64 * 1024 };

    /// <summary>Without the query, which may hold a key.</summary>
    public string Target => address.GetLeftPart(UriPartial.Path);

    public async Task TellAsync(long number, string note, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(note, Encoding.UTF8, "text/plain") };
        request.Headers.Add("Checkpoint-Number", number.ToString(CultureInfo.InvariantCulture));
        using var answer = await http.SendAsync(request, cancellation);
        if (answer.StatusCode == HttpStatusCode.Conflict)
        {
            throw new WitnessContradictsException(Target, number);
        }

        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();
}
