using System.Net;
using Approval.Workflows.Auditing;
using Approval.Workflows.Outbox;

namespace Approval.Workflows.Tests.Auditing;

/// <summary>A witness at an address is called under the same guard as webhooks (docs/adr/0023).</summary>
public sealed class UrlWitnessTests
{
    [Test]
    public async Task It_is_told_and_a_contradiction_is_heard()
    {
        await using var receiver = await Outpost.StartAsync();
        using var witness = new UrlWitness(receiver.Endpoint, ConnectionGuard.None);

        await witness.TellAsync(7, "note", default);
        Assert.That((receiver.Body, receiver.Number), Is.EqualTo(("note", "7")));
        receiver.Status = HttpStatusCode.Conflict;
        Assert.ThrowsAsync<WitnessContradictsException>(() => witness.TellAsync(7, "another", default));
        receiver.Status = HttpStatusCode.Redirect;
        Assert.ThrowsAsync<HttpRequestException>(() => witness.TellAsync(7, "note", default));
        Assert.That(receiver.Count, Is.EqualTo(3), "a redirection is not followed");
    }

    [Test]
    public async Task It_is_not_found_inside_our_own_network_unless_the_operator_says_so()
    {
        await using var receiver = await Outpost.StartAsync();
        using var strict = new UrlWitness(receiver.Endpoint, ConnectionGuard.Strict);
        using var allowed = new UrlWitness(receiver.Endpoint, ConnectionGuard.Of("127.0.0.0/8", development: false));

        Assert.That(() => strict.TellAsync(1, "note", default), Throws.TypeOf<HttpRequestException>().With.InnerException.TypeOf<TargetRefusedException>());
        Assert.That(receiver.Count, Is.Zero);
        await allowed.TellAsync(1, "note", default);
        Assert.That(receiver.Count, Is.EqualTo(1));
    }

    [TestCase("http://witness.example.cn/", false)]
    [TestCase("ftp://witness.example.cn/", true)]
    [TestCase("https://user:pass@witness.example.cn/", false)]
    public void An_address_in_plain_text_or_with_a_password_is_refused_at_the_start(string address, bool isDevelopment) =>
        Assert.That(() => AuditSettings.From("x.example", null, null, address, isDevelopment), Throws.InvalidOperationException.With.Message.Contains("Audit:WitnessUrl"));
}
