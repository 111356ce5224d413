using Approval.Cli.Demo;
using Approval.Engine.Cases;

namespace Approval.Cli.Tests.Demo;

internal sealed class JournalWordsTests
{
    [Test]
    public void Every_event_has_its_Chinese_word_and_no_word_is_without_an_event() =>
        Assert.That(JournalWords.Acts.Keys, Is.EquivalentTo(EventCatalogue.All));

    [Test]
    public void No_two_events_share_a_word() => Assert.That(JournalWords.Acts.Values, Is.Unique);
}
