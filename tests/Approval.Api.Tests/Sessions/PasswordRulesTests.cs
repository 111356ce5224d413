using System.Text;
using Approval.Api.Identity.People;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting.Internal;

namespace Approval.Api.Tests.Sessions;

/// <summary>ASVS 5 6.2; RELIABILITY J7. And the codes of RFC 6238, appendix B.</summary>
internal sealed class PasswordRulesTests
{
    [TestCase("", "password.too_short")]
    [TestCase("Tr0ub4dor&3", "password.too_short")]
    [TestCase("fourteen-chars", "password.too_short")]
    [TestCase("一二三四五六七八九十一二三四", "password.too_short")]
    [TestCase("fifteen-chars-x", null)]
    [TestCase("正确的马电池订书钉在长沙的江边上", null)]
    [TestCase("no digits and no capitals", null)]
    [TestCase("passwordpassword", "password.common")]
    [TestCase("Administrator123", "password.common")]
    [TestCase("aaaaaaaaaaaaaaaaaaaa", "password.common")]
    [TestCase("abcabcabcabcabcabc", "password.common")]
    [TestCase("12345678901234567", "password.common")]
    [TestCase("abcdefghijklmnopqrst", "password.common")]
    [TestCase("my name is Chenjing ok", "password.holds_name")]
    public void A_password_is_judged_by_length_and_by_being_known(string password, string? fault) => Assert.That(PasswordRules.Find("chenjing", password), Is.EqualTo(fault));

    [Test]
    public void Sixty_four_characters_pass_and_a_megabyte_does_not()
    {
        Assert.That(PasswordRules.Find("chenjing", string.Concat(Enumerable.Range(0, 64).Select(i => (char)(0x4E00 + (i * 37))))), Is.Null);
        Assert.That(PasswordRules.Find("chenjing", new string('x', 1_000_000)), Is.EqualTo("password.too_long"));
    }

    /// <summary>The last six of the eight digits that the RFC lists for SHA-1.</summary>
    [TestCase(59, "287082")]
    [TestCase(1111111109, "081804")]
    [TestCase(1111111111, "050471")]
    [TestCase(1234567890, "005924")]
    [TestCase(2000000000, "279037")]
    public void Codes_are_those_of_the_RFC(long seconds, string code)
    {
        var (key, at) = (Encoding.ASCII.GetBytes("12345678901234567890"), DateTimeOffset.FromUnixTimeSeconds(seconds));

        Assert.That(OneTimeCode.At(key, at), Is.EqualTo(code));
        Assert.That(OneTimeCode.StepOf(key, code, at.AddSeconds(30)), Is.EqualTo(seconds / 30), "the one before is still taken");
        Assert.That(OneTimeCode.StepOf(key, code, at.AddSeconds(61)), Is.Null);
        Assert.That(OneTimeCode.Base32(key), Is.EqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    }

    [TestCase("Production", "__Host-approval-session", true)]
    [TestCase("Staging", "__Host-approval-session", true)]
    [TestCase("Development", "approval-session", false)]
    public void Outside_Development_the_cookie_is_bound_to_host_and_TLS(string environment, string name, bool secure)
    {
#pragma warning disable CS0618 // The host's own implementation is the simplest environment there is.
        var cookie = new SessionCookie(new HostingEnvironment { EnvironmentName = environment });
#pragma warning restore CS0618
        var context = new DefaultHttpContext();
        cookie.Write(context.Response, "token");
        var header = context.Response.Headers.SetCookie.ToString();

        Assert.That(header, Does.StartWith($"{name}=token; path=/").And.Contain("httponly").And.Contain("samesite=strict"));
        Assert.That(header.Contains("secure", StringComparison.Ordinal), Is.EqualTo(secure), header);
    }
}
