using Approval.Engine.Certificates;
using CalendarSeeds = Approval.Engine.Tests.Calendars.Seeds;

namespace Approval.Engine.Tests.Certificates;

/// <summary>
/// Certificates as they have been given out. A change here is a change of what citizens hold in their hands: look at it, then let
/// APPROVAL_UPDATE_GOLDEN=1 write it.
/// </summary>
public class GoldenCertificates
{
    private static readonly string Folder = Path.Combine(CalendarSeeds.Folder, "..", "..", "tests", "Approval.Engine.Tests", "Golden", "certificates");

    [TestCaseSource(typeof(Sheets), nameof(Sheets.Names))]
    public void Is_what_was_given_out(string name)
    {
        var file = Path.Combine(Folder, $"{name}.json");
        var printed = Sheets.Printed(Sheets.Of(name));
        if (Environment.GetEnvironmentVariable("APPROVAL_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, printed);
        }

        Assert.That(printed, Is.EqualTo(File.ReadAllText(file)));
    }

    [Test]
    public void No_file_is_left_over() =>
        Assert.That(Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(Sheets.Names));

    [TestCaseSource(typeof(Sheets), nameof(Sheets.Names))]
    public void The_verifier_accepts_it(string name)
    {
        var verdict = CertificateVerifier.Verify(Sheets.Printed(Sheets.Of(name)), Sheets.Files(name));

        Assert.That(verdict.Fault?.ToString(), Is.Null);
        Assert.That(verdict.Checks, Has.Length.EqualTo(7));
    }

    [TestCaseSource(typeof(Sheets), nameof(Sheets.Names))]
    public void The_days_lead_to_what_the_journal_recorded(string name)
    {
        var certificate = Sheets.Of(name);

        Assert.That(certificate.Agrees, Is.EqualTo(name != "calendar-changed-since"));
        Assert.That(certificate.Hash, Is.EqualTo(CertificateJson.HashOf(certificate)));
        Assert.That(certificate.Rows[^1].Date, Is.EqualTo(certificate.Result?.Due ?? certificate.Ledger[^1].On));
    }

    // The dates of the law (DOMAIN 1.7), and one reason for each other.
    [TestCase("rf01-spring-festival-2026-statutory", "2026-03-18")]
    [TestCase("rf01-spring-festival-2026-promised", "2026-02-28", Description = "A worked Saturday")]
    [TestCase("rf01-from-a-worked-saturday", "2026-02-26")]
    [TestCase("rf01-national-day-2025-statutory", "2025-10-30")]
    [TestCase("rf01-national-day-2025-promised", "2025-10-13")]
    [TestCase("rf01-deemed", "2026-03-30", Description = "From the day of receipt (art 32)")]
    [TestCase("rf01-hearing-ended", "2026-04-07", Description = "20 working days with 6-12 March left out (art 45), past Qingming")]
    [TestCase("rf01-hearing-open", null)]
    [TestCase("rf01-hearing-open-on-the-last-day", null)]
    [TestCase("rf01-hearing-from-the-last-day", "2026-04-03", Description = "The rest of the last day is kept for the day the hearing ends")]
    [TestCase("rf01-extended", "2026-04-14", Description = "30 working days (art 42)")]
    [TestCase("rf01-key-project", "2026-03-02")]
    [TestCase("rf01-key-project-on-a-day-of-rest", "2026-03-09")]
    [TestCase("rf01-step-within-the-promise", "2026-03-05", Description = "Xiangtan promises 3 days; the step's own 3 days would end on the 6th")]
    [TestCase("rf14-calendar-days", "2026-05-06", Description = "Ten days end on 3 May, a holiday (民法典 203)")]
    [TestCase("calendar-days-excluded", "2026-03-23", Description = "15 days from the same day, 6 left out, end on Sunday the 22nd")]
    [TestCase("month", "2026-02-24", Description = "The corresponding day, 16 February, lies in Spring Festival (民法典 202, 203)")]
    [TestCase("review-correction-stops-the-promise", "2026-03-17")]
    [TestCase("review-correction-leaves-the-law", "2026-03-30")]
    [TestCase("promise-within-the-law", "2026-03-30", Description = "By itself on 2 April; the law ends it (art 42)")]
    [TestCase("promise-within-the-extended-law", "2026-04-02", Description = "The law ends on 7 April now")]
    [TestCase("extension-of-its-own-unit", "2026-03-31", Description = "15 calendar days to 17 March, ten working days after it")]
    [TestCase("disclosure-interrupted", "2026-04-14", Description = "20 working days from the corrected request (政府信息公开条例 30, 33)")]
    public void Ends_on(string name, string? due) => Assert.That(Sheets.Of(name).Result?.Due.ToString("yyyy-MM-dd"), Is.EqualTo(due));

    [Test]
    public void Another_calendar_than_the_recorded_one_is_said()
    {
        var certificate = Sheets.Of("calendar-changed-since");

        Assert.That(certificate.Recorded.CalendarVersion, Is.Not.EqualTo(certificate.Calendar.Version));
        Assert.That(certificate.Recorded.Deadline!.Due, Is.EqualTo(new DateOnly(2027, 1, 8)));
        Assert.That(certificate.Result!.Due, Is.EqualTo(new DateOnly(2027, 1, 9)), "The 4th became a day off and Saturday the 9th is worked");
        Assert.That(certificate.Result.Provisional, Is.False);
    }

    [Test]
    public void A_clock_that_the_case_does_not_have_has_no_certificate()
    {
        var journey = Journey.Of("RF-01").Received("2026-03-02 10:00");

        Assert.That(DeadlineCertificate.For(journey.Journal, "statutory", journey.Procedure, journey.Office, journey.Calendar), Is.Null);
    }
}
