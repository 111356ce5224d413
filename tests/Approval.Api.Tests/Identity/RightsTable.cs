namespace Approval.Api.Tests.Identity;

/// <summary>What a request is about, and so what else than the role decides.</summary>
internal enum About
{
    /// <summary>Nobody's in particular: the role decides alone, or everybody may.</summary>
    Nothing,

    /// <summary>The case of the first company at Changsha (430100), by its id.</summary>
    TheCase,

    /// <summary>An open task of that case.</summary>
    TheTask,

    /// <summary>A file that the first company uploaded and that belongs to the case.</summary>
    TheFile,

    /// <summary>A card of the case.</summary>
    TheCard,

    /// <summary>An order of supervision for the case.</summary>
    TheOrder,

    /// <summary>A list, in which the case is found or not.</summary>
    AList,
}

/// <summary>One endpoint.</summary>
/// <param name="Roles">Who gets past the policy; "*" for everybody, with or without a token.</param>
/// <param name="Competent">Of those, who is competent for the act itself; null when all are.</param>
/// <param name="Body">Complete, so that nothing but rights and the stale version stops it.</param>
internal sealed record Place(string Route, About About, string Roles, string? Competent = null, string? Body = null);

/// <summary>Every endpoint of the product, with who may use it: the other half of Policies.cs and Competence.cs, written by hand.</summary>
internal static class RightsTable
{
    /// <summary>A form without a file, where a file is asked for.</summary>
    public const string EmptyForm = "form";

    private const string Office = "clerk reviewer head governmentHead";
    private const string Readers = "applicant clerk reviewer head governmentHead supervisor";
    private const string Actors = "applicant clerk reviewer head governmentHead";

    public static IReadOnlyList<Place> Places { get; } =
    [
        new("POST /connect/token", About.Nothing, "*"),
        new("GET /.well-known/jwks.json", About.Nothing, "*"),
        new("GET /health/live", About.Nothing, "*"),
        new("GET /health/ready", About.Nothing, "*"),
        new("GET /openapi/{documentName}.json", About.Nothing, "*"),
        new("GET /docs/", About.Nothing, "*"),
        new("GET /docs/start.js", About.Nothing, "*"),
        new("GET /docs/scalar.js", About.Nothing, "*"),
        new("GET /api/v1/procedures/", About.Nothing, "*"),
        new("GET /api/v1/procedures/{code}", About.Nothing, "*"),
        new("GET /api/v1/procedures/{code}/versions/{version:int}", About.Nothing, "*"),
        new("GET /api/v1/procedures/{code}/form-schema", About.Nothing, "*"),
        new("GET /api/v1/procedures/{code}/example", About.Nothing, "*"),
        new("GET /api/v1/procedures/{code}/bpmn", About.Nothing, "*"),
        new("GET /api/v1/procedures/{code}/versions/{version:int}/bpmn", About.Nothing, "*"),
        new("GET /api/v1/calendars/{region}/{year:int}", About.Nothing, "*"),
        new("GET /api/v1/calendars/{region}/deadline", About.Nothing, "*"),
        new("POST /api/v1/cases/track", About.Nothing, "*", Body: """{"caseNumber":"x","trackingCode":"x"}"""),
        new("GET /api/v1/dev/clock/", About.Nothing, "*"),

        // Sessions are people's: no token opens them. Their own tests are beside the sessions.
        new("POST /api/v1/session/", About.Nothing, "*", Body: "[]"),
        new("GET /api/v1/session/", About.Nothing, ""),
        new("DELETE /api/v1/session/", About.Nothing, ""),
        new("PUT /api/v1/session/password", About.Nothing, ""),
        new("POST /api/v1/session/authenticator", About.Nothing, ""),
        new("PUT /api/v1/session/authenticator", About.Nothing, ""),
        new("GET /api/v1/sessions/", About.Nothing, ""),
        new("POST /api/v1/sessions/{id:guid}/end", About.Nothing, "", Body: """{"password":"x"}"""),
        new("POST /api/v1/sessions/end-others", About.Nothing, "", Body: """{"password":"x"}"""),

        new("POST /api/v1/cases/", About.Nothing, "applicant clerk"),
        new("GET /api/v1/cases/", About.AList, Readers),
        new("GET /api/v1/cases/{id:guid}", About.TheCase, Readers),
        new("GET /api/v1/cases/{id:guid}/clock", About.TheCase, Readers),
        new("GET /api/v1/cases/{id:guid}/certificate", About.TheCase, Readers),
        new("GET /api/v1/cases/{id:guid}/process", About.TheCase, Readers),
        new("GET /api/v1/cases/{id:guid}/attribution", About.TheCase, Readers),
        new("GET /api/v1/cases/{id:guid}/events", About.TheCase, Readers + " auditor"),
        new("GET /api/v1/events", About.AList, Readers + " auditor"),

        // 行政许可法 art 32, 38, 40, 42, 44, 45, 69: see Competence.cs for the articles.
        Act("request-correction", "clerk head", """{"items":[{"material":"site-plan","problem":"x"}]}"""),
        Act("submit-correction", "applicant clerk", """{"materials":[{"code":"site-plan","paper":true}]}"""),
        Act("accept", "clerk head"),
        Act("refuse-acceptance", "clerk head", """{"reason":"x","legalBasis":"x"}"""),
        Act("decline", "clerk head", """{"kind":"notRequired"}"""),
        Act("withdraw", "applicant clerk"),
        Act("suspend", "clerk reviewer head", """{"kind":"hearing","expectedDays":5,"noticeNumber":"x","reason":"x"}"""),
        Act("resume", "clerk reviewer head"),
        Act("exclude", "clerk reviewer head", """{"kind":"hearing","from":"2026-02-12","through":"2026-02-13","noticeNumber":"x","reason":"x"}"""),
        Act("explain-breach", "clerk head", """{"clock":"promised","reason":"x"}"""),
        Act("extend", "head", """{"days":5,"reason":"x"}"""),
        Act("decide", "head", """{"outcome":"granted"}"""),
        Act("issue", "clerk head"),
        Act("serve", "clerk head", """{"method":"direct"}"""),
        Act("terminate", "head", """{"reason":"x"}"""),
        Act("revoke", "head", """{"ground":"other","reason":"x"}"""),
        Act("urge", "applicant head"),
        Act("move-to-version", "head", """{"version":1,"reason":"x"}"""),
        Act("transfer-office", "clerk head", """{"toOffice":"430000","reason":"x"}"""),

        // Special procedures and hearings (art 45-48): who approves is the procedure's own rule, judged later.
        Act("apply-extension", "clerk reviewer head", """{"days":5,"reason":"x"}"""),
        Act("special-procedures", "clerk reviewer head", """{"kind":"expertReview","expectedDays":5,"reason":"x"}"""),
        Act("special-procedures/{n:int}/approve", "clerk reviewer head"),
        Act("special-procedures/{n:int}/refuse", "clerk reviewer head", """{"reason":"x"}"""),
        Act("special-procedures/{n:int}/notice", "clerk reviewer head", """{"noticeNumber":"x"}"""),
        Act("special-procedures/{n:int}/result", "clerk reviewer head", """{"resultNumber":"x","result":"x"}"""),
        Act("hearing/announce", "clerk reviewer head", """{"ground":"statutory","announcementNumber":"x"}"""),
        Act("hearing/tell-right", "clerk reviewer head", """{"parties":[{"kind":"applicant","name":"x","toldOn":"2026-02-12"}]}"""),
        Act("hearing/request", "applicant clerk"),
        Act("hearing/waive", "applicant clerk"),
        Act("hearing/schedule", "clerk reviewer head", """{"at":"2026-03-02T09:00:00+08:00","place":"x","chair":{"id":"x","name":"x"},"expectedDays":9,"noticeNumber":"x"}"""),
        Act("hearing/replace-chair", "clerk reviewer head", """{"chair":{"id":"x","name":"x"},"reason":"x"}"""),
        Act("hearing/record", "clerk reviewer head", """{"recordNumber":"x","signedBy":"x"}"""),

        new("GET /api/v1/tasks/", About.AList, "clerk reviewer head supervisor"),
        new("GET /api/v1/tasks/{id:guid}", About.TheTask, "clerk reviewer head supervisor"),
        Work("claim"),
        Work("release"),
        Work("endorse"),
        Work("object", """{"opinion":"x"}"""),
        Work("return", """{"stage":"x","opinion":"x"}"""),
        new("POST /api/v1/tasks/{id:guid}/assign", About.TheTask, "clerk reviewer head", "head", """{"to":"demo-reviewer"}"""),
        Work("transfer", """{"to":"demo-reviewer-2","reason":"x"}"""),
        Work("delegate", """{"to":"demo-reviewer-2"}"""),
        Work("return-delegation"),
        Work("add-signer", """{"signer":"demo-reviewer-2","position":"beside","reason":"x"}"""),
        Work("remove-signer"),
        Work("withdraw-opinion"),
        Work("urge"),
        Work("copy", """{"to":["demo-head"]}"""),
        new("POST /api/v1/tasks/{id:guid}/mark-read", About.Nothing, "clerk reviewer head supervisor"),
        new("GET /api/v1/colleagues", About.Nothing, "clerk reviewer head"),
        new("GET /api/v1/absences/", About.Nothing, "clerk reviewer head"),
        new("POST /api/v1/absences/", About.Nothing, "clerk reviewer head", Body: """{"substitute":"nobody","from":"2026-02-12","through":"2026-02-13"}"""),
        new("DELETE /api/v1/absences/{id:guid}", About.Nothing, "clerk reviewer head"),

        new("POST /api/v1/files/", About.Nothing, "applicant " + Office, Body: EmptyForm),
        new("GET /api/v1/files/{id:guid}", About.TheFile, "applicant " + Office),

        new("GET /api/v1/webhooks/", About.Nothing, "applicant head"),
        new("POST /api/v1/webhooks/", About.Nothing, "applicant head"),
        new("GET /api/v1/webhooks/{id:guid}", About.Nothing, "applicant head"),
        new("PUT /api/v1/webhooks/{id:guid}", About.Nothing, "applicant head"),
        new("DELETE /api/v1/webhooks/{id:guid}", About.Nothing, "applicant head"),
        new("POST /api/v1/webhooks/{id:guid}/secret", About.Nothing, "applicant head"),
        new("POST /api/v1/webhooks/{id:guid}/enable", About.Nothing, "applicant head"),

        // The record: hashes for everybody, the proof of a case for who sees it, who read what for the auditor.
        new("GET /api/v1/audit/checkpoints", About.Nothing, "*"),
        new("GET /api/v1/audit/key", About.Nothing, "*"),
        new("GET /api/v1/audit/consistency", About.Nothing, "*"),
        new("GET /api/v1/audit/access", About.Nothing, "auditor"),
        new("GET /api/v1/audit/proof/{caseId:guid}", About.TheCase, Readers),

        new("GET /api/v1/supervision/overview", About.Nothing, "supervisor head"),
        new("GET /api/v1/supervision/breaches", About.AList, "supervisor head"),
        new("GET /api/v1/supervision/cards", About.AList, "supervisor head"),
        new("GET /api/v1/supervision/reports/shortening", About.Nothing, "supervisor head"),
        new("GET /api/v1/supervision/timers", About.Nothing, "supervisor head"),
        new("POST /api/v1/supervision/cards/{id:guid}/write-off", About.TheCard, "supervisor", Body: """{"reason":""}"""),

        new("GET /api/v1/supervision/orders/", About.AList, "supervisor head clerk"),
        new("GET /api/v1/supervision/orders/{id:guid}", About.TheOrder, "supervisor head clerk"),
        new("POST /api/v1/supervision/orders/", About.Nothing, "supervisor", Body: """{"requirement":"x"}"""),
        new("POST /api/v1/supervision/orders/{id:guid}/answer", About.TheOrder, "clerk head", Body: """{"report":""}"""),
        new("POST /api/v1/supervision/orders/{id:guid}/return", About.TheOrder, "supervisor", Body: """{"reason":""}"""),
        new("POST /api/v1/supervision/orders/{id:guid}/close", About.TheOrder, "supervisor", Body: """{"conclusion":""}"""),

        new("POST /api/v1/admin/calendars/preview", About.Nothing, "admin"),
        new("POST /api/v1/admin/calendars/preview/moves", About.Nothing, "admin"),
        new("POST /api/v1/admin/calendars/publications/{id:long}/retry", About.Nothing, "admin"),
        new("POST /api/v1/admin/procedures/import-bpmn", About.Nothing, "admin", Body: "<x/>"),
        new("POST /api/v1/admin/calendars/publish", About.Nothing, "admin"),
        new("GET /api/v1/admin/calendars/publications", About.Nothing, "admin"),
        new("GET /api/v1/admin/calendars/publications/{id:long}", About.Nothing, "admin"),
        new("GET /api/v1/admin/procedures/", About.Nothing, "admin"),
        new("GET /api/v1/admin/procedures/drafts", About.Nothing, "admin"),
        new("POST /api/v1/admin/procedures/drafts", About.Nothing, "admin"),
        new("GET /api/v1/admin/procedures/drafts/{id:guid}", About.Nothing, "admin"),
        new("PUT /api/v1/admin/procedures/drafts/{id:guid}", About.Nothing, "admin"),
        new("DELETE /api/v1/admin/procedures/drafts/{id:guid}", About.Nothing, "admin"),
        new("POST /api/v1/admin/procedures/drafts/{id:guid}/lint", About.Nothing, "admin"),
        new("POST /api/v1/admin/procedures/drafts/{id:guid}/rehearse", About.Nothing, "admin"),
        new("POST /api/v1/admin/procedures/drafts/{id:guid}/publish", About.Nothing, "admin", Body: """{"reason":"x"}"""),
        new("POST /api/v1/admin/procedures/{code}/versions/{version:int}/moves/preview", About.Nothing, "admin"),
        new("POST /api/v1/admin/procedures/{code}/versions/{version:int}/moves", About.Nothing, "admin"),
        new("POST /api/v1/admin/procedures/{code}/versions/{version:int}/retire", About.Nothing, "admin", Body: """{"reason":"x"}"""),
        new("GET /api/v1/admin/users/", About.Nothing, "admin"),
        new("POST /api/v1/admin/users/", About.Nothing, "admin"),
        new("GET /api/v1/admin/users/{id:guid}", About.Nothing, "admin"),
        new("PUT /api/v1/admin/users/{id:guid}", About.Nothing, "admin", Body: """{"name":"x","roles":["clerk"],"office":"430100","enabled":true}"""),
        new("DELETE /api/v1/admin/users/{id:guid}", About.Nothing, "admin"),
        new("POST /api/v1/admin/users/{id:guid}/reset", About.Nothing, "admin"),
        new("GET /api/v1/admin/users/{id:guid}/interests", About.Nothing, "admin"),
        new("POST /api/v1/admin/users/{id:guid}/interests", About.Nothing, "admin", Body: """{"kind":"creditCode","number":"x"}"""),
        new("DELETE /api/v1/admin/users/{id:guid}/interests/{interestId:guid}", About.Nothing, "admin"),
        new("GET /api/v1/admin/receiver/", About.Nothing, "admin"),
        new("POST /api/v1/admin/receiver/enable", About.Nothing, "admin"),
        new("GET /api/v1/admin/clients/", About.Nothing, "admin"),
        new("POST /api/v1/admin/clients/", About.Nothing, "admin"),
        new("GET /api/v1/admin/clients/{id}", About.Nothing, "admin"),
        new("PUT /api/v1/admin/clients/{id}", About.Nothing, "admin", Body: """{"name":"x","roles":["clerk"],"office":"430100","scopes":["files"],"enabled":true}"""),
        new("DELETE /api/v1/admin/clients/{id}", About.Nothing, "admin"),
        new("POST /api/v1/admin/clients/{id}/secrets", About.Nothing, "admin"),
        new("DELETE /api/v1/admin/clients/{id}/secrets/{secretId:guid}", About.Nothing, "admin"),
        new("POST /api/v1/dev/clock/", About.Nothing, "admin"),
    ];

    private static Place Act(string command, string competent, string body = "{}") => new($"POST /api/v1/cases/{{id:guid}}/{command}", About.TheCase, Actors, competent, body);

    private static Place Work(string command, string body = "{}") => new($"POST /api/v1/tasks/{{id:guid}}/{command}", About.TheTask, "clerk reviewer head", null, body);
}
