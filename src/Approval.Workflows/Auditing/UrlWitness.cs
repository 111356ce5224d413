using System.Globalization;
using System.Net;
using System.Text;

namespace Approval.Workflows.Auditing;

/// <summary>Posts each checkpoint as text; the number is in the header Checkpoint-Number. 2xx: kept. 409: another one is kept under it.</summary>
public sealed class UrlWitness(Uri address) : IWitness, IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(15), MaxResponseContentBufferSize = 64 * 1024 };

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
