using Approval.Workflows.Outbox;

namespace Approval.Workflows.Tests.Outbox;

public sealed class OutboxTargetTests
{
    private const string Other = "whsec_YW5vdGhlciBzZWNyZXQgb2YgdGhpcnR5LXR3byBieXQ=";

    [Test]
    public void Without_an_endpoint_there_is_nobody_to_tell() => Assert.That(OutboxTarget.From("", Mailing.Secret, development: false), Is.Null);

    [TestCase("http://permits.example/hook", Mailing.Secret, false, "https")]
    [TestCase("ftp://permits.example/hook", Mailing.Secret, true, "https")]
    [TestCase("/hook", Mailing.Secret, true, "Outbox:Endpoint")]
    [TestCase("https://user:password@permits.example/hook", Mailing.Secret, false, "user name")]
    [TestCase("https://permits.example/hook", null, false, "Outbox:Secret")]
    [TestCase("https://permits.example/hook", "whsec_c2hvcnQ=", false, "24 to 64 bytes")]
    [TestCase("https://permits.example/hook", "not a secret", false, "24 to 64 bytes")]
    public void A_wrong_setting_is_refused_by_name(string endpoint, string? secret, bool development, string named)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => OutboxTarget.From(endpoint, secret, development))!;
        Assert.That(refused.Message, Does.Contain(named));
        Assert.That(refused.Message, Does.Not.Contain("c2hvcnQ=").And.Not.Contain("not a secret").And.Not.Contain("password"), "No secret in a log.");
    }

    /// <summary>Worked out with openssl.</summary>
    [Test]
    public void While_a_secret_is_being_replaced_a_message_carries_both_signatures()
    {
        var target = OutboxTarget.From("https://permits.example/hook", $"{Mailing.Secret} {Other}", development: false)!;
        Assert.That(
            WebhookSignature.Of("0197-id", 1772415000, "{}"u8, target),
            Is.EqualTo("v1,QJyRZ6m6DyageR/eGj0xhpVvVAVXV8R3HLmUSz1/Z8s= v1,dKfTPmYhsio6OgVYahG3PH/WofQjHE/XFXiV/dIN9tc="));
    }
}
