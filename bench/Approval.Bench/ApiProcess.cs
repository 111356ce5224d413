using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Approval.Testing;

namespace Approval.Bench;

/// <summary>The real API as a process of its own, on a free port, with its clock standing in the middle of a working day so that no timer comes in between.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;

    private ApiProcess(Process process, string folder, Uri address)
    {
        (this.process, this.folder) = (process, folder);
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = address };
    }

    public HttpClient Http { get; }

    /// <summary>Resident memory, in megabytes.</summary>
    public string Memory
    {
        get
        {
            process.Refresh();
            return (process.WorkingSet64 / 1048576.0).ToString("N0", CultureInfo.InvariantCulture);
        }
    }

    /// <exception cref="InvalidOperationException">It did not become ready, or is not built (./run bench builds it).</exception>
    public static async Task<ApiProcess> StartAsync(string connectionString, DateTimeOffset clock)
    {
        var home = Path.Combine(RepositoryRoot.Path, "artifacts", "bin", "Approval.Api", "release");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var folder = Directory.CreateTempSubdirectory("approval-bench").FullName;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(home, "Approval.Api.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[]
        {
            ("ConnectionStrings__Approval", connectionString), ("APPROVAL_DATA", folder), ("APPROVAL_CLOCK", clock.ToString("O", CultureInfo.InvariantCulture)),
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", address.ToString()), ("ASPNETCORE_CONTENTROOT", home),
            ("RateLimit__RequestsPerSecond", "1000000"),
        })
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var api = new ApiProcess(process, folder, address);
        await api.ReadyAsync();
        return api;
    }

    /// <summary>Later requests are those of this client.</summary>
    public async Task SignInAsync(string client)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", client), new("client_secret", $"{client}-secret")]);
        using var answer = await Http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        using var token = await answer.Content.ReadFromJsonAsync<JsonDocument>();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token!.RootElement.GetProperty("access_token").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ReadyAsync()
    {
        for (var look = 0; look < 600; look++)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            if (process.HasExited)
            {
                break;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The API did not become ready.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
