using Approval.Engine.Cases;

namespace Approval.Engine.Tests.Cases;

public class PersonalDataTests
{
    [TestCase("430104199003077516", "**************7516")]
    [TestCase("13907318842", "*******8842")]
    [TestCase("12345678", "********")]
    [TestCase("", "")]
    [TestCase("**************7516", "**************7516")]
    public void A_number_is_masked_but_for_its_end(string text, string masked) => Assert.That(PersonalData.Mask(text), Is.EqualTo(masked));

    [Test]
    public void Masked_and_restored_an_application_is_what_it_was_but_for_the_digest()
    {
        var application = World.Filed() with
        {
            Applicant = new Party("周远", "person", "430104199003077516", null, "13907318842"),
            Agent = new Agent("李安", "430102198511203329", "授权委托书", null),
        };
        var data = PersonalData.Of(application)!;
        var masked = PersonalData.Mask(application, data.Digest(new byte[PersonalData.SaltLength]));

        Assert.That((masked.Applicant.Identifier, masked.Applicant.Phone, masked.Agent!.Identifier), Is.EqualTo(("**************7516", "*******8842", "**************3329")));
        Assert.That(PersonalData.Read(data.Write())!.Restore(masked) with { Personal = null }, Is.EqualTo(application));
        Assert.That(data.Digest([1]), Is.Not.EqualTo(data.Digest([2])).And.Length.EqualTo(64));
    }

    [Test]
    public void The_credit_code_of_an_organisation_is_public()
    {
        var application = World.Filed() with { Applicant = new Party("橘岸筑城", "enterprise", "91430104MA7X2RK44K", null, null), Agent = null };
        Assert.That(PersonalData.Of(application), Is.Null);
        Assert.That(PersonalData.Mask(application), Is.EqualTo(application));
    }
}
