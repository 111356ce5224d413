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
    [TestCase("1qaz2wsx3edc4rfv", "password.common")]
    [TestCase("zaq12wsxcde34rfv", "password.common")]
    [TestCase("poiuytrewqlkjhgfdsa", "password.common")]
    [TestCase("!@#$%^&*()_+!@#$", "password.common")]
    [TestCase("Admin@2026!!!!!!!", "password.common")]
    [TestCase("P@ssw0rdP@ssw0rd", "password.common")]
    [TestCase("Changsha2026renfang", "password.common")]
    [TestCase("woaini1314520520", "password.common")]
    [TestCase("Approval123456789", "password.common")]
    [TestCase("人防审批系统管理员密码123456", "password.common")]
    [TestCase("x7kQx7kQx7kQx7kQ", "password.common", TestName = "Four of one's own, four times")]
    [TestCase("correcthorsebatterystaple", "password.common")]
    [TestCase("Welcome home, river of 2026", null, TestName = "Enough beside the known words")]
    [TestCase("gelbe Enten 2026 am Fluss", null)]
    [TestCase("k9Hd2mPq7WvXs4Zt", null)]
    public void A_password_is_judged_by_length_and_by_being_known(string password, string? fault) => Assert.That(PasswordRules.Find("chenjing", password), Is.EqualTo(fault));

    [TestCase("陈静在长沙河西住了十五年整啊", "password.too_short", TestName = "Fourteen characters")]
    [TestCase("河西的桥边住着陈静和她的猫咪呢", "password.holds_name", TestName = "The person's own name")]
    [TestCase("beside the river 430100 lives", "password.holds_name", TestName = "The office")]
    [TestCase("here comes jing.wei today", "password.holds_name", TestName = "A part of the user name")]
    public void What_belongs_to_the_person_is_no_secret(string password, string fault) =>
        Assert.That(PasswordRules.Find(new Approval.Workflows.Storage.PersonRow { UserName = "chen-jing.wei", Name = "陈静", Office = "430100" }, password), Is.EqualTo(fault));

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
