using Approval.Api.Http;
using Approval.Api.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

public static class GetTask
{
    public static async Task<Results<Answered<TaskView>, Refusal>> Handle(Guid id, Caller caller, TaskDesk desk, CancellationToken cancellation) =>
        await desk.FindAsync(id, caller, forReading: true, cancellation) switch
        {
            ({ } task, _) => Answers.Ok(task, task.CaseVersion),
            (_, var refused) => (Refusal)refused!,
        };
}
