using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Approval.Api.Http;
using Approval.Api.Http.Texts;
using Approval.Engine.Cases;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;

namespace Approval.Api.Cases;

/// <summary>Holds an intake against the published rules and tells everything that is wrong at once.</summary>
public static partial class IntakeCheck
{
    private static readonly string[] PartyTypes = ["person", "enterprise", "institution", "socialOrganisation", "unincorporated", "government", "other"];

    /// <summary>Said before anything else of the body is looked at. Nothing is stored, and nothing of the body is logged.</summary>
    public static Problem Classified { get; } = new(
        StatusCodes.Status422UnprocessableEntity,
        "project.classified",
        new LocalText("本窗口只受理非涉密项目。涉密项目不得通过本系统提交，请按保密规定到主管部门办理；本次提交的内容未作保存。", "This window takes unclassified projects only. A classified project may not be sent through this system; nothing of this request was kept."),
        "《中华人民共和国保守国家秘密法》")
    {
        Errors = [new FieldProblem("/project/classified", "project.classified", new LocalText("涉密项目不得提交。", "A classified project may not be submitted."))],
    };

    /// <param name="receivedOn">The civil day of the receipt: the version of that day is asked.</param>
    public static List<FieldProblem> Errors(FileCaseRequest request, Rulebook rules, DateOnly receivedOn, out Procedure? procedure, out Office? office, out JsonElement form, out Channel channel)
    {
        var errors = new List<FieldProblem>();
        procedure = Known(request.Procedure, "/procedure", "procedure.unknown", ("事项", "procedure"), code => rules.InForce(code, receivedOn), errors);
        office = Known(request.Window, "/window", "window.unknown", ("窗口", "window"), rules.OfficeOfWindow, errors);
        channel = default;
        if (Required(request.Channel, "/channel", 20, errors) && !TryChannel(request.Channel!, out channel))
        {
            errors.Add(new("/channel", "channel.unknown", new($"没有申请方式“{request.Channel}”。", $"There is no channel '{request.Channel}'.")));
        }

        CheckApplicant(request.Applicant, errors);
        CheckAgent(request.Agent, errors);
        if (request.Project is not null || procedure is null or { NeedsProject: true })
        {
            CheckProject(request.Project, errors);
        }

        form = default;
        if (procedure is not null)
        {
            var reading = ApplicationForm.Check(procedure, request.Form ?? default);
            errors.AddRange(reading.Errors.Select(FieldProblem.Of));
            form = reading.Form ?? default;
            errors.AddRange(MaterialList.Check(procedure, (request.Materials ?? []).Select(material => material?.Code ?? "")).Select(FieldProblem.Of));
        }

        return errors;
    }

    /// <summary>The application as it is kept. Only after <see cref="Errors"/> found none.</summary>
    public static Application Application(FileCaseRequest request, JsonElement form, ImmutableArray<SubmittedMaterial> materials)
    {
        var (applicant, agent, project) = (request.Applicant!, request.Agent, request.Project);
        return new Application(
            new Party(applicant.Name!.Trim(), applicant.Type!, applicant.Identifier!.Trim(), applicant.Contact?.Trim(), applicant.Phone?.Trim()),
            agent is null ? null : new Agent(agent.Name!.Trim(), agent.Identifier!.Trim(), agent.Authority!.Trim(), agent.Phone?.Trim()),
            project is null ? null : new Project(project.Name!.Trim(), project.Code?.Trim(), project.Address!.Trim(), project.DivisionCode!, project.Key ?? false),
            form,
            materials);
    }

    private static void CheckApplicant(ApplicantInput? applicant, List<FieldProblem> errors)
    {
        if (applicant is null)
        {
            errors.Add(Missing("/applicant"));
            return;
        }

        Required(applicant.Name, "/applicant/name", 200, errors);
        Fits(applicant.Contact, "/applicant/contact", 60, errors);
        Fits(applicant.Phone, "/applicant/phone", 40, errors);
        var typed = Required(applicant.Type, "/applicant/type", 40, errors);
        if (typed && !PartyTypes.Contains(applicant.Type))
        {
            errors.Add(new("/applicant/type", "applicant.type", new($"申请人类型应为：{string.Join("、", PartyTypes)}。", $"Expected the type to be one of {string.Join(", ", PartyTypes)}.")));
        }

        if (Required(applicant.Identifier, "/applicant/identifier", 40, errors)
            && Identifies(applicant.Identifier!, "/applicant/identifier", errors)
            && typed && applicant.Type is not ("person" or "other") && !CreditCode.IsValid(applicant.Identifier!.Trim()))
        {
            errors.Add(new("/applicant/identifier", "applicant.identifier", new("统一社会信用代码不正确（GB 32100）。", "The unified social credit code is wrong (GB 32100).")));
        }
    }

    private static void CheckAgent(AgentInput? agent, List<FieldProblem> errors)
    {
        if (agent is not null)
        {
            Required(agent.Name, "/agent/name", 200, errors);
            if (Required(agent.Identifier, "/agent/identifier", 40, errors))
            {
                Identifies(agent.Identifier!, "/agent/identifier", errors);
            }

            Required(agent.Authority, "/agent/authority", 200, errors);
            Fits(agent.Phone, "/agent/phone", 40, errors);
        }
    }

    private static void CheckProject(ProjectInput? project, List<FieldProblem> errors)
    {
        if (project is null)
        {
            errors.Add(Missing("/project"));
            return;
        }

        Required(project.Name, "/project/name", 200, errors);
        Required(project.Address, "/project/address", 300, errors);
        if (Required(project.DivisionCode, "/project/divisionCode", 6, errors) && !SixDigits().IsMatch(project.DivisionCode!))
        {
            errors.Add(new("/project/divisionCode", "project.divisionCode", new("行政区划代码应为六位数字。", "Expected a division code of six digits.")));
        }

        if (project.Code is not null && !ProjectCode().IsMatch(project.Code.Trim()))
        {
            errors.Add(new("/project/code", "project.code", new("投资项目统一代码的格式应为 2510-430104-04-01-428130。", "Expected a project code such as 2510-430104-04-01-428130.")));
        }

        if (project.Classified is null)
        {
            errors.Add(Missing("/project/classified"));
        }
    }

    private static T? Known<T>(string? code, string pointer, string error, (string Zh, string En) what, Func<string, T?> find, List<FieldProblem> errors)
        where T : class
    {
        if (!Required(code, pointer, 40, errors))
        {
            return null;
        }

        var found = find(code!);
        if (found is null)
        {
            errors.Add(new(pointer, error, new($"没有{what.Zh}“{code}”。", $"There is no {what.En} '{code}'.")));
        }

        return found;
    }

    private static bool Required(string? text, string pointer, int longest, List<FieldProblem> errors)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Add(Missing(pointer));
            return false;
        }

        return Fits(text, pointer, longest, errors);
    }

    private static bool Fits(string? text, string pointer, int longest, List<FieldProblem> errors)
    {
        if (text is null)
        {
            return true;
        }

        if (text.EnumerateRunes().Count() > longest)
        {
            errors.Add(new(pointer, "field.length", new($"不得超过{longest}个字。", $"May have at most {longest} characters.")));
            return false;
        }

        if (!PlainText.IsSeen(text))
        {
            errors.Add(new(pointer, "field.characters", new("含有控制字符或不可见字符。", "Holds control characters or invisible ones.")));
            return false;
        }

        return true;
    }

    /// <summary>Numbers of papers are Latin letters, digits and what stands between: no look-alikes of other writings (RELIABILITY X2).</summary>
    private static bool Identifies(string text, string pointer, List<FieldProblem> errors)
    {
        if (Identifier().IsMatch(text.Trim()))
        {
            return true;
        }

        errors.Add(new(pointer, "field.identifier", new("证件号码只能由英文字母、数字和 - / . ( ) 组成。", "Expected an identifier of Latin letters, digits and - / . ( ).")));
        return false;
    }

    private static FieldProblem Missing(string pointer) => new(pointer, "field.missing", new("必须填写。", "Must be filled in."));

    private static bool TryChannel(string text, out Channel channel)
    {
        channel = Enum.GetValues<Channel>().FirstOrDefault(known => JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) == text);
        return JsonNamingPolicy.CamelCase.ConvertName(channel.ToString()) == text;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9()/. -]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\A[0-9]{6}\z", RegexOptions.NonBacktracking)]
    private static partial Regex SixDigits();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}\z", RegexOptions.NonBacktracking)]
    private static partial Regex ProjectCode();
}
