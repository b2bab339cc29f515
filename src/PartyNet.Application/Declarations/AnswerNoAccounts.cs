using ErrorOr;
using PartyNet.Application.Access;

namespace PartyNet.Application.Declarations;

/// <summary>
/// "Tôi không sử dụng mạng xã hội": chosen where a platform would be, an answer like any other, which a list of accounts contradicts.
/// </summary>
public sealed class AnswerNoAccounts(DraftStore drafts) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public Task<ErrorOr<Success>> HandleAsync(CancellationToken cancellationToken) =>
        drafts.ChangeAsync(
            Needs,
            draft =>
                draft.Accounts.Count == 0
                    ? draft with
                    {
                        NoAccounts = true,
                    }
                    : Problem.At(
                        nameof(ChoosePlatforms.Command.Platform),
                        "Danh sách đang có tài khoản. Nếu không còn dùng tài khoản nào, đồng chí bỏ từng tài khoản khỏi danh sách trước."
                    ),
            cancellationToken
        );
}
