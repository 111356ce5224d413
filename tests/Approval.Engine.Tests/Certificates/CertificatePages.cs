using System.Text.RegularExpressions;
using Approval.Engine.Certificates;

namespace Approval.Engine.Tests.Certificates;

public partial class CertificatePages
{
    [TestCaseSource(typeof(Sheets), nameof(Sheets.Names))]
    public void Shows_every_day_the_end_and_the_hash_and_loads_nothing(string name)
    {
        var certificate = Sheets.Of(name);
        var html = CertificatePage.Html(certificate);

        Assert.That(DayLine().Count(html), Is.EqualTo(certificate.Rows.Length));
        Assert.That(html, Does.Contain(certificate.Hash!).And.Contain(certificate.CaseNumber).And.Contain("期限计算单"));
        Assert.That(html, Does.Contain(certificate.Result is { } result ? $"{result.Due:yyyy年M月d日}（星期" : "尚不能确定"));
        Assert.That(html, Does.Not.Contain("<script").And.Not.Contain("http").And.Not.Contain("url(").And.Not.Contain("src=").And.Not.Contain("<link"));
        foreach (var entry in certificate.Ledger.Where(entry => entry.NoticeNumber is not null))
        {
            Assert.That(html, Does.Contain(entry.NoticeNumber!));
        }
    }

    [Test]
    public void Whatever_stands_in_the_certificate_is_text_on_the_page()
    {
        const string Hostile = "<img onerror=alert(1)>\"'&";
        var certificate = Sheets.Of("rf01-hearing-ended");
        var html = CertificatePage.Html(certificate with
        {
            CaseNumber = Hostile,
            Office = new CertificateOffice(Hostile, Hostile),
            Procedure = new CertificateProcedure(Hostile, 1, Hostile),
            Clock = certificate.Clock with { Name = Hostile },
            Limit = certificate.Limit with { LegalBasis = Hostile },
            Start = certificate.Start with { Event = Hostile },
            Calendar = certificate.Calendar with { Region = Hostile, Version = Hostile },
            Recorded = certificate.Recorded with { CalendarVersion = Hostile },
            Agrees = false,
            Hash = Hostile,
            Ledger = [.. certificate.Ledger.Select(entry => entry with { Name = Hostile, NoticeNumber = Hostile, LegalBasis = Hostile })],
            Rows = [.. certificate.Rows.Select(row => row with { Name = Hostile, Source = Hostile })],
        });

        Assert.That(html, Does.Not.Contain("<img").And.Contain("&lt;img onerror=alert(1)&gt;&quot;&#39;&amp;"));
    }

    [TestCase("rf01-provisional-2027", "届满日（暂定）")]
    [TestCase("rf01-provisional-2027", "最早2027年1月6日，最迟2027年1月12日")]
    [TestCase("rf01-hearing-open", "已计入3个工作日，尚余17个工作日")]
    [TestCase("rf01-hearing-ended", "不计：听证（台账1）")]
    [TestCase("calendar-changed-since", "卷宗记录的届满日为2027年1月8日（星期五）")]
    [TestCase("rf14-calendar-days", "2026年5月3日计满")]
    [TestCase("rf01-key-project", "当日即为期限")]
    [TestCase("rf01-step-within-the-promise", "以承诺届满日为准")]
    [TestCase("rf01-extended", "20个工作日，延长10个工作日")]
    [TestCase("working-hours", "至当日10:30:30止")]
    public void Says_in_words_what_a_clerk_would_ask(string name, string words) => Assert.That(CertificatePage.Html(Sheets.Of(name)), Does.Contain(words));

    [GeneratedRegex("<tr class=\"(on|off|excluded)")]
    private static partial Regex DayLine();
}
