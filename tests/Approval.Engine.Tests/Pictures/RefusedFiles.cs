using System.Text;
using Approval.Engine.Pictures;
using Approval.Engine.Pictures.Bpmn;
using Approval.Engine.Pictures.Importing;
using Approval.Engine.Tests.Procedures;

namespace Approval.Engine.Tests.Pictures;

/// <summary>What is no chain is refused, and the element at fault is named.</summary>
public class RefusedFiles
{
    [TestCase("s:s +:f t:a t:b x:j e:e", "s>f f>a f>b a>j b>j j>e", "bpmn.unmatched_gateway", "f", TestName = "A parallel gateway closed by an exclusive one")]
    [TestCase("s:s +:f t:a t:b +:j t:c e:e", "s>f f>a f>b f>c a>j b>j c>j j>e", null, null, TestName = "Three branches that meet are taken")]
    [TestCase("s:s +:f t:a t:b +:j +:k e:e", "s>f f>a f>b a>j b>k j>k k>e", "bpmn.unmatched_gateway", "f", TestName = "Branches that meet at different gateways")]
    [TestCase("s:s +:f t:a +:j e:e", "s>f f>a a>j j>e", "bpmn.unmatched_gateway", "f", TestName = "A parallel gateway with one way out")]
    [TestCase("s:s +:f t:a t:b e:e", "s>f f>a f>b a>e b>e", "bpmn.unmatched_gateway", "f", TestName = "A parallel gateway that nothing closes")]
    [TestCase("s:s +:f t:a t:b t:c +:j e:e", "s>f f>a f>b a>c c>j b>j j>e", "bpmn.unmatched_gateway", "f", TestName = "Two steps in a row in a branch")]
    [TestCase("s:s +:f +:g t:a t:b +:h t:c +:j e:e", "s>f f>g g>a g>b a>h b>h h>j f>c c>j j>e", "bpmn.nested_parallel", "g", TestName = "Parallel blocks that nest")]
    [TestCase("s:s inclusiveGateway:i t:a e:e", "s>i i>a a>e", "bpmn.unsupported_element", "i", TestName = "An inclusive gateway")]
    [TestCase("s:s eventBasedGateway:g t:a e:e", "s>g g>a a>e", "bpmn.unsupported_element", "g", TestName = "An event gateway")]
    [TestCase("s:s complexGateway:g t:a e:e", "s>g g>a a>e", "bpmn.unsupported_element", "g", TestName = "A complex gateway")]
    [TestCase("s:s scriptTask:x e:e", "s>x x>e", "bpmn.unsupported_element", "x", TestName = "A script task")]
    [TestCase("s:s serviceTask:x e:e", "s>x x>e", "bpmn.unsupported_element", "x", TestName = "A service task")]
    [TestCase("s:s callActivity:x e:e", "s>x x>e", "bpmn.unsupported_element", "x", TestName = "A call activity")]
    [TestCase("s:s transaction:x e:e", "s>x x>e", "bpmn.unsupported_element", "x", TestName = "A transaction")]
    [TestCase("s:s adHocSubProcess:x e:e", "s>x x>e", "bpmn.unsupported_element", "x", TestName = "An ad hoc sub-process")]
    [TestCase("s:s intermediateCatchEvent:x e:e", "s>x x>e", "bpmn.unsupported_element", "x", TestName = "An intermediate event")]
    [TestCase("s:s boundaryEvent:b t:a e:e", "s>a a>e", "bpmn.unsupported_element", "b", TestName = "A boundary event that is no timer")]
    [TestCase("s:s s:s2 t:a e:e", "s>a s2>a a>e", "bpmn.several_starts", "s2", TestName = "Two starts")]
    [TestCase("t:a e:e", "a>e", "bpmn.no_start", "p", TestName = "No start")]
    [TestCase("s:s t:a", "s>a", "bpmn.dead_end", "a", TestName = "No end")]
    [TestCase("s:s t:a e:e e:e2", "s>a a>e", "bpmn.several_ends", "e2", TestName = "Two ends")]
    [TestCase("s:s t:a t:b e:e", "s>a a>e", "bpmn.unreachable", "b", TestName = "A task that is not reached")]
    [TestCase("s:s t:a t:b e:e", "s>a a>e b>e", "bpmn.unreachable", "b", TestName = "A task that only leads on")]
    [TestCase("s:s t:a t:b e:e", "s>a a>b a>e b>e", "bpmn.implicit_split", "a", TestName = "Two flows out of a task")]
    [TestCase("s:s t:a t:b e:e", "s>a a>b b>a", "bpmn.loop", "a", TestName = "A way back without a gateway")]
    [TestCase("s:s t:a x:r e:e", "s>a a>r r>a r>e", "bpmn.return", "r-a", TestName = "A return to the stage itself")]
    [TestCase("s:s x:r t:a e:e", "s>r r>r r>a a>e", "bpmn.return", "r-r", TestName = "A gateway that leads to itself")]
    [TestCase("s:s t:a x:r t:b e:e", "s>a a>r r>a r>s r>b b>e", "bpmn.into_start", "r-s", TestName = "A return to the start")]
    [TestCase("s:s t:a x:c t:b e:e", "s>a a>c c>b c>e b>e", "bpmn.choice", "c", TestName = "A choice without a condition as data")]
    [TestCase("s:s x:c t:a t:b x:j e:e", "s>c c?a c>b a>j b>j j>e", "bpmn.unmatched_gateway", "c", TestName = "A choice between two stages")]
    [TestCase("s:s x:c t:a t:b t:d x:j e:e", "s>c c?a c?b c>d a>j b>j d>j j>e", "bpmn.choice", "c", TestName = "A choice of three")]
    [TestCase("s:s x:c t:a t:b x:j e:e", "s>c c?a c>j a>b b>j j>e", "bpmn.skip", "c", TestName = "A way around two stages")]
    [TestCase("s:s x:c x:d t:a x:k x:j e:e", "s>c c?d c>j d?a d>k a>k k>j j>e", "bpmn.skip", "d", TestName = "A condition within a condition")]
    [TestCase("s:s x:c t:a x:j t:b e:e", "s>c c?a c>j a>b j>b b>e", "bpmn.unmatched_gateway", "c", TestName = "A way around that jumps into the row")]
    [TestCase("s:s t:a e:e", "s>a a>e e>a", "bpmn.out_of_end", "e-a", TestName = "A flow out of the end")]
    [TestCase("s:s t:a e:e", "s>a a>q", "bpmn.loose_flow", "a-q", TestName = "A flow to nowhere")]
    [TestCase("s:s t:a t:a e:e", "s>a a>e", "bpmn.duplicate_id", "a", TestName = "An id twice")]
    [TestCase("s:s t:a e:e", "s>a a>e a>e", "bpmn.duplicate_id", "a-e", TestName = "A flow twice")]
    [TestCase("s:s t:a_1 t:a-1 e:e", "s>a_1 a_1>a-1 a-1>e", "bpmn.duplicate_id", "a-1", TestName = "Ids that become one")]
    [TestCase("s:s subProcess:b e:e", "s>b b>e", "bpmn.no_start", "b", TestName = "An empty sub-process")]
    public void Name_the_element(string nodes, string flows, string? code, string? element) => Refuses(BpmnImport.Read(Drawn.File(nodes, flows)), code, element);

    [TestCase("s:q t:a t:b e:w", "q>a a>b b>w", "bpmn.steps_in_a_row", "b", TestName = "Two steps in a row in a stage")]
    [TestCase("s:q e:w", "q>w", "bpmn.no_step", "w", TestName = "A stage without a step")]
    [TestCase("s:q t:a s:z e:w", "q>a a>w", "bpmn.several_starts", "z", TestName = "Two starts in a stage")]
    [TestCase("s:q subProcess:c e:w", "q>c c>w", "bpmn.nested_stage", "c", TestName = "A stage in a stage")]
    [TestCase("s:q t:a e:w", "q>a a>e", "bpmn.loose_flow", "a-e", TestName = "A flow out of a stage")]
    [TestCase("s:q x:c t:a x:m e:w", "q>c c?a c>m a>w m>w", "bpmn.unmatched_gateway", "c", TestName = "A condition that nothing closes")]
    public void A_stage_names_its_element(string nodes, string flows, string code, string element) => Refuses(
        BpmnImport.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Drawn.File("s:s subProcess:b e:e", "s>b b>e"))
            .Replace("<subProcess id=\"b\" name=\"b\"/>", $"<subProcess id=\"b\" name=\"b\">{Drawn.Nodes(nodes)}{Drawn.Flows(flows)}</subProcess>", StringComparison.Ordinal))),
        code,
        element);

    [Test]
    public void A_message_flow_is_named() =>
        Refuses(BpmnImport.Read(Drawn.File("s:s t:a e:e", "s>a a>e", "<collaboration id=\"c\"><messageFlow id=\"m\" sourceRef=\"a\" targetRef=\"b\"/></collaboration>")), "bpmn.message_flow", "m");

    /// <summary>What is marked as the law's part of the picture cannot be used to hide something in the middle of a chain.</summary>
    [TestCase("intake", "bpmn.into_start", "a-b")]
    [TestCase("decision", "bpmn.out_of_end", "b-c")]
    public void A_frame_in_the_middle_is_refused(string part, string code, string element)
    {
        var text = Encoding.UTF8.GetString(Drawn.File("t:a t:b t:c e:e", "a>b b>c c>e"));
        var start = part == "intake" ? "" : "<startEvent id=\"s\"/><sequenceFlow id=\"s-a\" sourceRef=\"s\" targetRef=\"a\"/>";

        Refuses(
            BpmnImport.Read(Encoding.UTF8.GetBytes(text.Replace("<userTask id=\"b\"", $"{start}<userTask a:part=\"{part}\" id=\"b\"", StringComparison.Ordinal))),
            code,
            element);
    }

    [Test]
    public void A_chain_of_thousands_is_read_in_no_time()
    {
        var tasks = Enumerable.Range(0, 5000).Select(number => $"t:t{number}");
        var flows = Enumerable.Range(0, 4999).Select(number => $"t{number}>t{number + 1}");

        Assert.That(BpmnImport.Read(Drawn.File($"s:s {string.Join(' ', tasks)} e:e", $"s>t0 {string.Join(' ', flows)} t4999>e")).Chain!.Stages, Has.Length.EqualTo(5000));
    }

    [Test]
    public void A_second_process_is_named() => Refuses(BpmnImport.Read(Drawn.File("s:s t:a e:e", "s>a a>e", "<process id=\"other\"/>")), "bpmn.several_processes", "p");

    // An export with one word changed.
    [TestCase("role=\"head\"", "role=\"\"", "bpmn.data", "step_approve", TestName = "A role that is blank")]
    [TestCase("mode=\"all\"", "mode=\"most\"", "bpmn.data", "step_technical", TestName = "A mode that does not exist")]
    [TestCase("signers=\"2\"", "signers=\"two\"", "bpmn.data", "step_technical", TestName = "A number in words")]
    [TestCase("amount=\"3\"", "amount=\"1000\"", "bpmn.data", "step_engineering", TestName = "A budget out of bounds")]
    [TestCase("returnsAtMost=\"3\"", "returnsAtMost=\"0\"", "bpmn.data", "stage_review", TestName = "No return at most")]
    [TestCase("<approval:step nameEn=\"Technical review\"", "<approval:step colour=\"red\" nameEn=\"Technical review\"", "bpmn.data", "step_technical", TestName = "An unknown member")]
    [TestCase(" name=\"技术审查\"", "", "bpmn.no_name", "step_technical", TestName = "A step without a name")]
    [TestCase("approval:part=\"decision\"", "approval:part=\"nothing\"", "bpmn.unmatched_gateway", null, TestName = "A frame that is not marked is read as a chain, and is none")]
    public void Names_what_is_wrong_in_our_own_data(string from, string to, string code, string? element)
    {
        var text = Encoding.UTF8.GetString(BpmnXml.Write(ProcedurePicture.Of(Seeds.Procedure("RF-01"))));
        Assert.That(text, Does.Contain(from));

        var import = BpmnImport.Read(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));

        Assert.That(import.Chain, Is.Null);
        if (element is not null)
        {
            Assert.That(import.Findings.Select(finding => (finding.Code, finding.Element)), Does.Contain((code, element)));
        }
    }

    [TestCase("", "bpmn.malformed")]
    [TestCase("tea", "bpmn.malformed")]
    [TestCase("<a/>", "bpmn.not_bpmn")]
    [TestCase("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>", "bpmn.no_process")]
    [TestCase("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "bpmn.malformed", TestName = "An entity of its own")]
    [TestCase("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "bpmn.malformed", TestName = "A document type from elsewhere")]
    [TestCase("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "bpmn.malformed", TestName = "An entity from elsewhere")]
    [TestCase("<a>&#0;</a>", "bpmn.malformed", TestName = "A character that XML does not have")]
    public void Hostile_files_are_refused(string xml, string code) => Refuses(BpmnImport.Read(Encoding.UTF8.GetBytes(xml)), code, null);

    [Test]
    public void Size_depth_and_number_are_bounded()
    {
        Refuses(BpmnImport.Read(new byte[BpmnImport.MaxBytes + 1]), "bpmn.too_large", null);
        Refuses(BpmnImport.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000)))), "bpmn.too_deep", null);
        Refuses(BpmnImport.Read(Encoding.UTF8.GetBytes($"<a>{string.Concat(Enumerable.Repeat("<b/>", 100_000))}</a>")), "bpmn.too_large", null);
    }

    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("{\"fact\":\"x\",\"is\":\"a\",\"is\":\"b\"}")]
    [TestCase("{\"script\":\"1+1\"}")]
    [TestCase("{\"fact\":\"x\",\"is\":\"\\ud800\"}")]
    [TestCase("{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[{\"all\":[]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}")]
    public void A_condition_that_is_none_is_refused(string condition)
    {
        var text = Encoding.UTF8.GetString(Drawn.File("s:s t:a x:c t:b x:j e:e", "s>a a>c c?b c>j b>j j>e"));

        var import = BpmnImport.Read(Encoding.UTF8.GetBytes(text.Replace("{\"fact\":\"project.key\",\"is\":\"true\"}", condition, StringComparison.Ordinal)));

        Assert.That(import.Chain, Is.Null);
        Assert.That(import.Findings.First(finding => finding.Refuses).Element, Is.EqualTo("c-b").Or.EqualTo("b"));
    }

    private static void Refuses(ChainImport import, string? code, string? element)
    {
        var refused = import.Findings.FirstOrDefault(finding => finding.Refuses);
        Assert.That((refused?.Code, refused?.Element), Is.EqualTo((code, element)), refused?.Message.En);
        Assert.That(import.IsRead, Is.EqualTo(code is null));
    }
}
