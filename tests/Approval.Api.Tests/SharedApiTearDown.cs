using Approval.Api.Tests.Host;

namespace Approval.Api.Tests;

[SetUpFixture]
internal sealed class SharedApiTearDown
{
    [OneTimeTearDown]
    public async Task Stop() => await SharedApi.StopAsync();
}
