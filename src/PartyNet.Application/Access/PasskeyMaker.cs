using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Access;

/// <summary>A user got a passkey.</summary>
public sealed record PasskeyAdded(Guid PasskeyId, Guid UserId);

/// <summary>Keeps a passkey that a browser has made, for whoever adds one and for whoever gets in by a slip.</summary>
public sealed class PasskeyMaker(IPartyNetDb db, IPasskeyCeremonies ceremonies)
{
    /// <param name="Answer">Null where the browser has sent none.</param>
    public sealed record Offered(string Name, PasskeyAnswer? Answer);

    /// <summary>Checks what the browser answered, before anything is written.</summary>
    public async Task<ErrorOr<MadePasskey>> ReadAsync(Offered offered, CancellationToken cancellationToken)
    {
        if (offered.Answer is not { Credential.Length: > 0 and <= PasskeyAnswer.Longest } answer)
            return Problem.At("", "Máy chưa tạo khóa. Đồng chí bấm nút lần nữa rồi làm theo những gì máy hiện ra.");
        return await ceremonies.ReadMadeAsync(answer, cancellationToken) is { } made ? made : NotMade();
    }

    /// <summary>Within a process of the user whose it is.</summary>
    public async Task<ErrorOr<Success>> KeepAsync(
        IProcess process, User user, MadePasskey made, Offered offered, CancellationToken cancellationToken)
    {
        if (made.UserId != user.Id || !await ceremonies.SpendAsync(offered.Answer!, process.At, cancellationToken))
            return NotMade();
        await db.WaitForTurnAsync(Passkey.Turn(user.Id), cancellationToken);
        if (await db.Passkeys.CountAsync(p => p.UserId == user.Id, cancellationToken) >= Passkey.Most)
            return Problem.At("Name", $"Mỗi người có nhiều nhất {Passkey.Most} khóa. Đồng chí bỏ một khóa không dùng nữa rồi thêm.");

        var passkey = new Passkey
        {
            Id = Guid.CreateVersion7(process.At),
            UserId = user.Id,
            CredentialId = made.CredentialId,
            PublicKey = made.PublicKey,
            SignCount = made.SignCount,
            Site = offered.Answer!.Site.Name,
            Name = NameOf(offered.Name),
            CreatedAt = process.At,
            Transports = made.Transports,
            IsBackupEligible = made.IsBackupEligible,
            IsBackedUp = made.IsBackedUp,
        };
        db.Passkeys.Add(passkey);
        process.Record(new PasskeyAdded(passkey.Id, user.Id));
        return Result.Success;
    }

    /// <summary>As typed; a device without a name has one all the same.</summary>
    private static string NameOf(string typed) => VietnameseText.Normalize(typed) is { Length: > 0 } name ? name : "Máy chưa đặt tên";

    private static Error NotMade() => Problem.At(
        "", "Chưa lưu được khóa do máy tạo ra. Đồng chí bấm nút lần nữa; nếu vẫn không được, dùng cách đăng nhập khác.");
}
