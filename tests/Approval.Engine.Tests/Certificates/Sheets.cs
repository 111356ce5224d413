using System.Text.Json;
using System.Text.Json.Nodes;
using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Certificates;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tests.Cases;
using CalendarSeeds = Approval.Engine.Tests.Calendars.Seeds;

namespace Approval.Engine.Tests.Certificates;

/// <summary>The certificates that are kept as golden files: each a case of the rule book.</summary>
internal static class Sheets
{
    private static readonly SuspensionsOf Hearing = new("hearing", "长防特告〔2026〕3号", "利害关系人申请听证");

    private static readonly Dictionary<string, Func<DeadlineCertificate>> Told = new()
    {
        ["rf01-spring-festival-2026-statutory"] = () => Journey.Accepted("RF-01", "2026-02-12 10:00").Certificate(Clock.StatutoryId),
        ["rf01-spring-festival-2026-promised"] = () => Journey.Accepted("RF-01", "2026-02-12 10:00").Certificate(Clock.PromisedId),
        ["rf01-from-a-worked-saturday"] = () => Journey.Accepted("RF-01", "2026-02-14 10:00", office: "430300").Certificate(Clock.PromisedId),
        ["rf01-national-day-2025-statutory"] = () => Journey.Accepted("RF-01", "2025-09-26 10:00", calendar: In(2025)).Certificate(Clock.StatutoryId),
        ["rf01-national-day-2025-promised"] = () => Journey.Accepted("RF-01", "2025-09-26 10:00", calendar: In(2025)).Certificate(Clock.PromisedId),
        ["rf01-notice"] = () => Journey.Of("RF-01").Received("2026-04-29 16:00").Certificate(Clock.NoticeId),
        ["rf01-deemed"] = () => Journey.Of("RF-01").Received("2026-03-02 10:00").Must(_ => World.Applicant, "2026-03-12 09:00", new CaseCommand.Urge(null)).Certificate(Clock.StatutoryId),
        ["rf01-hearing-ended"] = () => Suspended("2026-03-05 09:00").Must(j => j.Clerk, "2026-03-12 16:00", new CaseCommand.Resume("听证会已经召开")).Certificate(Clock.StatutoryId),
        ["rf01-hearing-open"] = () => Suspended("2026-03-05 09:00").Certificate(Clock.StatutoryId),
        ["rf01-hearing-declared-days"] = () => Suspended("2026-03-05 09:00").Certificate(Clock.SuspensionId),
        ["rf01-hearing-from-the-last-day"] = () => Suspended("2026-03-30 09:00").Must(j => j.Clerk, "2026-04-03 16:00", new CaseCommand.Resume(null)).Certificate(Clock.StatutoryId),
        ["rf01-hearing-open-on-the-last-day"] = () => Suspended("2026-03-30 09:00").Certificate(Clock.StatutoryId),
        ["rf01-excluded"] = () => Excluded().Certificate(Clock.StatutoryId),
        ["rf01-excluded-step"] = () => Excluded().Certificate(Clock.StepId("review", "technical")),
        ["rf01-extended"] = () => Journey.Accepted("RF-01", "2026-03-02 10:00").Must(j => j.Head, "2026-03-26 10:00", new CaseCommand.Extend(10, "需要补充核实")).Certificate(Clock.StatutoryId),
        ["rf01-provisional-2027"] = () => Journey.Accepted("RF-01", "2026-12-10 10:00").Certificate(Clock.StatutoryId),
        ["rf01-provisional-after-a-hearing"] = () => ResumedIntoNewYear().Certificate(Clock.StatutoryId),
        ["rf01-key-project"] = () => Journey.Accepted("RF-01", "2026-03-02 10:00", key: true).Certificate(Clock.PromisedId),
        ["rf01-key-project-on-a-day-of-rest"] = () => Journey.Accepted("RF-01", "2026-03-07 10:00", key: true).Certificate(Clock.PromisedId),
        ["rf01-step-within-the-promise"] = () => Journey.Accepted("RF-01", "2026-03-02 10:00", office: "430300").Reviewed("2026-03-03 15:00").Certificate(Clock.StepId("joint", "engineering")),
        ["rf01-delivery"] = () => Decided().Certificate(Clock.DeliveryId),
        ["rf14-calendar-days"] = () => Journey.Accepted("RF-14", "2026-04-23 10:00").Certificate(Clock.StatutoryId),
        ["rf14-calendar-days-promised"] = () => Journey.Accepted("RF-14", "2026-04-27 10:00").Certificate(Clock.PromisedId),
        ["calendar-days-excluded"] = () => With(procedure => procedure with { Limits = Limits(15, TimeUnit.CalendarDay, CountFrom.SameDay) }, "2026-03-02 10:00")
            .Must(j => j.Clerk, "2026-03-11 09:00", new CaseCommand.Exclude("appraisal", World.Day("2026-03-04"), World.Day("2026-03-10"), "长防特告〔2026〕4号", "鉴定")).Certificate(Clock.StatutoryId),
        ["same-day-count"] = () => With(procedure => procedure with { Limits = Limits(5, TimeUnit.WorkingDay, CountFrom.SameDay) }, "2026-02-13 10:00").Certificate(Clock.StatutoryId),
        ["month"] = () => With(procedure => procedure with { Limits = Limits(1, TimeUnit.Month, CountFrom.NextDay) }, "2026-01-16 10:00").Certificate(Clock.StatutoryId),
        ["month-provisional"] = () => With(procedure => procedure with { Limits = Limits(1, TimeUnit.Month, CountFrom.NextDay) }, "2026-12-03 10:00").Certificate(Clock.StatutoryId),
        ["working-hours"] = () => With(procedure => procedure with { Limits = Limits(16, TimeUnit.WorkingHour, CountFrom.NextDay) }, "2026-04-30 16:30:30").Certificate(Clock.StatutoryId),
        ["working-hours-after-closing"] = () => With(procedure => procedure with { Limits = Limits(7, TimeUnit.WorkingHour, CountFrom.NextDay) }, "2026-03-06 18:05").Certificate(Clock.StatutoryId),
        ["review-correction-stops-the-promise"] = () => ReviewCorrected().Certificate(Clock.PromisedId),
        ["review-correction-leaves-the-law"] = () => ReviewCorrected().Certificate(Clock.StatutoryId),
        ["promise-within-the-law"] = () => CorrectedTooLong().Certificate(Clock.PromisedId),
        ["promise-within-the-extended-law"] = () => CorrectedTooLong().Must(j => j.Head, "2026-03-27 10:00", new CaseCommand.Extend(5, "需要补充核实")).Certificate(Clock.PromisedId),
        ["extension-of-its-own-unit"] = () => With(procedure => procedure with
            {
                Limits = Limits(15, TimeUnit.CalendarDay, CountFrom.NextDay),
                Extension = new ExtensionRule(10, Roles.Head, "地方规定：经批准可以延长十个工作日") { Unit = TimeUnit.WorkingDay },
            }, "2026-03-02 10:00")
            .Must(j => j.Head, "2026-03-05 10:00", new CaseCommand.Extend(10, "需要补充核实")).Certificate(Clock.StatutoryId),
        ["working-hours-provisional"] = () => With(procedure => procedure with { Limits = Limits(70, TimeUnit.WorkingHour, CountFrom.NextDay) }, "2026-12-21 10:00").Certificate(Clock.StatutoryId),
        ["disclosure-interrupted"] = () => Disclosure().Certificate(Clock.StatutoryId),
        ["calendar-changed-since"] = () => Journey.Accepted("RF-01", "2026-12-10 10:00", calendar: In(2026)).Certificate(Clock.StatutoryId, Published2027),
    };

    public static IEnumerable<string> Names => Told.Keys;

    /// <summary>2027 as a notice might arrange it; only New Year matters here.</summary>
    public const string Year2027 = """
        { "region": "CN", "year": 2027,
          "notices": [ { "number": "国办发明电〔2026〕0号", "published": "2026-11-20" } ],
          "days": [
            { "date": "2027-01-01", "name": "元旦", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-01-02", "name": "元旦", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-01-03", "name": "元旦", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-01-04", "name": "元旦", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-01-09", "name": "元旦", "kind": "makeUpWorkday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-02-05", "name": "春节", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-02-06", "name": "春节", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-02-07", "name": "春节", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-02-08", "name": "春节", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-04-05", "name": "清明节", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-05-01", "name": "劳动节", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-05-02", "name": "劳动节", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-06-09", "name": "端午节", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-09-15", "name": "中秋节", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-10-01", "name": "国庆节", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-10-02", "name": "国庆节", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" },
            { "date": "2027-10-03", "name": "国庆节", "kind": "publicHoliday", "notice": "国办发明电〔2026〕0号" } ] }
        """;

    public static DeadlineCertificate Of(string name) => Told[name]();

    /// <summary>All files of the repository, and the invented 2027 where the certificate was made by it.</summary>
    public static IEnumerable<(string File, string Text)> Files(string name) =>
        name == "calendar-changed-since" ? Journey.Files().Append(("2027.json", Year2027)) : Journey.Files();

    /// <summary>Laid out for reading, so that a change shows as the lines it touches.</summary>
    public static string Printed(DeadlineCertificate certificate) =>
        JsonNode.Parse(CertificateJson.Write(certificate))!.ToJsonString(new JsonSerializerOptions
        {
            WriteIndented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }) + "\n";

    private static WorkingCalendar In(int lastYear) => CalendarSeeds.Through(lastYear).For("430100");

    private static WorkingCalendar Published2027 =>
        CalendarSet.Build([.. CalendarSeeds.Years.Select(CalendarSeeds.Year), CalendarReader.ReadYear("2027.json", Year2027).Year!], []).Set!.For("430100");

    private static Journey Suspended(string at) =>
        Journey.Accepted("RF-01", "2026-03-02 10:00").Must(j => j.Clerk, at, new CaseCommand.Suspend(Hearing.Kind, 5, Hearing.Notice, Hearing.Reason));

    private static Journey Excluded() => Journey.Accepted("RF-01", "2026-03-02 10:00")
        .Must(j => j.Clerk, "2026-03-11 09:00", new CaseCommand.Exclude("expertReview", World.Day("2026-03-03"), World.Day("2026-03-09"), "长防特告〔2026〕2号", "专家评审"));

    private static Journey ResumedIntoNewYear() => Journey.Accepted("RF-01", "2026-11-30 10:00")
        .Must(j => j.Clerk, "2026-12-07 10:00", new CaseCommand.Suspend("testing", 5, "长防特告〔2026〕9号", "检测"))
        .Must(j => j.Clerk, "2026-12-14 10:00", new CaseCommand.Resume(null));

    private static Journey Decided() => Journey.Accepted("RF-01", "2026-03-30 10:00").Reviewed("2026-04-01 15:00")
        .Must(j => j.Head, "2026-04-02 10:00", new CaseCommand.Decide(Outcome.Granted, [], "人民防空法第二十二条", [], []));

    private static Journey With(Func<Procedure, Procedure> change, string acceptedAt)
    {
        var journey = Journey.Of("RF-01");
        return new Journey(change(journey.Procedure with { LocalLimits = [], Chain = Chain.None }), journey.Office, journey.Calendar)
            .Received(acceptedAt).Must(j => j.Clerk, acceptedAt, new CaseCommand.Accept());
    }

    private static Limits Limits(int amount, TimeUnit unit, CountFrom from)
    {
        var limits = Journey.Of("RF-01").Procedure.Limits;
        var limit = new TimeLimit(amount, unit, from, "地方规定");
        return limits with { Promised = limit, Statutory = limit };
    }

    /// <summary>Seven days promised, 20 by law, and four weeks in the applicant's hands: the promise would end on 2 April, the law ends on 30 March.</summary>
    private static Journey CorrectedTooLong()
    {
        var journey = Journey.Of("RF-01");
        var stopping = journey.Procedure with { ReviewCorrection = new ReviewCorrectionRule(true, "地方规定：审查阶段补正时间不计入承诺期限") };
        var material = journey.Procedure.Materials[1].Code;
        return new Journey(stopping, journey.Office, journey.Calendar)
            .Received("2026-03-02 10:00")
            .Must(j => j.Clerk, "2026-03-02 10:00", new CaseCommand.Accept())
            .Must(j => j.Clerk, "2026-03-04 10:00", new CaseCommand.RequestCorrection([new(material, "印章不清")], null))
            .Must(_ => World.Applicant, "2026-03-26 10:00", new CaseCommand.SubmitCorrection([World.Paper(material)], null));
    }

    private static Journey ReviewCorrected()
    {
        var journey = Journey.Of("RF-01");
        var stopping = journey.Procedure with { ReviewCorrection = new ReviewCorrectionRule(true, "地方规定：审查阶段补正时间不计入承诺期限") };
        var material = journey.Procedure.Materials[1].Code;
        return new Journey(stopping, journey.Office, journey.Calendar)
            .Received("2026-03-02 10:00")
            .Must(j => j.Clerk, "2026-03-02 10:00", new CaseCommand.Accept())
            .Must(j => j.Clerk, "2026-03-04 10:00", new CaseCommand.RequestCorrection([new(material, "印章不清")], null))
            .Must(_ => World.Applicant, "2026-03-10 10:00", new CaseCommand.SubmitCorrection([World.Paper(material)], null));
    }

    /// <summary>依申请公开: the limits run from receipt and start again with the corrected request (政府信息公开条例 art 30, 33).</summary>
    private static Journey Disclosure()
    {
        var journey = Journey.Of("RF-03");
        var disclosure = journey.Procedure with { Kind = ProcedureKind.Disclosure, ClocksFrom = ClocksFrom.Receipt };
        var material = journey.Procedure.Materials[0].Code;
        return new Journey(disclosure, journey.Office, journey.Calendar)
            .Received("2026-03-02 10:00")
            .Must(j => j.Clerk, "2026-03-05 10:00", new CaseCommand.RequestCorrection([new(material, "内容描述不明确")], null))
            .Must(_ => World.Applicant, "2026-03-16 10:00", new CaseCommand.SubmitCorrection([World.Paper(material)], null));
    }

    private sealed record SuspensionsOf(string Kind, string Notice, string Reason);
}
