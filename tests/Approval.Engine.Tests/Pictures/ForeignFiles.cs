using System.Text;
using Approval.Engine.Pictures.Importing;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Conditions;

namespace Approval.Engine.Tests.Pictures;

/// <summary>Files drawn elsewhere, without a word of our own beside conditions.</summary>
public class ForeignFiles
{
    // Stages are divided by blanks; steps by +; what a stage may return to follows <; a conditional stage ends with ?.
    [TestCase("s:s t:a e:e", "s>a a>e", "a", TestName = "One task is a stage")]
    [TestCase("s:s t:a t:b e:e", "s>a a>b b>e", "a b", TestName = "Two tasks are two stages")]
    [TestCase("s:s t:a +:f t:b t:c +:j e:e", "s>a a>f f>b f>c b>j c>j j>e", "a b+c", TestName = "A parallel block is one stage")]
    [TestCase("s:s x:m t:a t:b x:r e:e", "s>m m>a a>b b>r r>e r>m", "a b<a", TestName = "A way back is a return")]
    [TestCase("s:s t:a t:b x:r e:e", "s>a a>b b>r r>e r>a", "a b<a", TestName = "A way back straight to a task is a return")]
    [TestCase("s:s t:a x:c t:b x:j e:e", "s>a a>c c?b c>j b>j j>e", "a b?", TestName = "A way around is a condition")]
    [TestCase("s:s t:a x:c t:b x:r x:j e:e", "s>a a>c c?b c>j b>r r>j r>a j>e", "a b<a?", TestName = "A conditional stage that returns")]
    [TestCase("s:s +:f x:c t:a x:m t:b +:j e:e", "s>f f>c c?a c>m a>m m>j f>b b>j j>e", "a(?)+b", TestName = "A conditional step in a parallel block")]
    [TestCase("s:s t:a t:b x:r t:c x:q e:e", "s>a a>b b>r r>c r>a c>q q>e q>b q>a", "a b<a c<b,a", TestName = "Returns that overlap")]
    public void Are_read(string nodes, string flows, string expected)
    {
        var import = BpmnImport.Read(Drawn.File(nodes, flows));

        Assert.That(import.Findings.Where(finding => finding.Refuses), Is.Empty);
        Assert.That(Shown(import.Chain!), Is.EqualTo(expected));
    }

    [Test]
    public void What_BPMN_says_of_a_task_is_taken_and_what_was_assumed_is_noted()
    {
        var import = BpmnImport.Read(Encoding.UTF8.GetBytes("""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="p">
            <startEvent id="Start_1"/><endEvent id="End_1"/>
            <userTask id="Activity_0k3" name="负责人会签"><documentation>Signed by the heads</documentation>
              <potentialOwner><resourceAssignmentExpression><formalExpression>head</formalExpression></resourceAssignmentExpression></potentialOwner>
              <multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>
            <boundaryEvent id="Timer_1" attachedToRef="Activity_0k3"><timerEventDefinition/></boundaryEvent><endEvent id="Late"/>
            <sequenceFlow id="f1" sourceRef="Start_1" targetRef="Activity_0k3"/><sequenceFlow id="f2" sourceRef="Activity_0k3" targetRef="End_1"/>
            <sequenceFlow id="f3" sourceRef="Timer_1" targetRef="Late"/>
            </process></definitions>
            """));

        var step = import.Chain!.Stages.Single().Steps.Single();
        Assert.That(step, Is.EqualTo(new Step("Activity-0k3", new("负责人会签", "Signed by the heads"), Roles.Head, null, SigningMode.InTurn, 3, null, null)));
        Assert.That(import.Findings.Select(finding => (finding.Element, finding.Code)).Distinct(), Is.EquivalentTo(new[]
        {
            ("Activity_0k3", "bpmn.budget_not_read"), ("Activity_0k3", "bpmn.mode_assumed"), ("Activity_0k3", "bpmn.english_name"),
        }));
    }

    private static string Shown(Chain chain) => string.Join(' ', chain.Stages.Select(stage =>
        string.Join('+', stage.Steps.Select(step => step.Id + (step.When is Condition.Is ? "(?)" : "")))
        + (stage.ReturnsTo.IsEmpty ? "" : $"<{string.Join(',', stage.ReturnsTo)}")
        + (stage.When is Condition.Is ? "?" : "")));
}
