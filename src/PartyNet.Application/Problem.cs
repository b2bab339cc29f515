using ErrorOr;
using FluentValidation.Results;
using PartyNet.Application.Access;

namespace PartyNet.Application;

/// <summary>
/// What can go wrong through no fault of the program, as results of use cases. The code of a validation error is the field it belongs to,
/// the description what the user reads, in Vietnamese.
/// </summary>
public static class Problem
{
    private const int Unauthorized = 401;
    private const int TooManyRequests = 429;
    private const int Unavailable = 503;
    private const string FreeFromKey = "free-from";
    private const string WaitKey = "wait";
    private const string HalfKey = "half";
    private const string OutOfReachKey = "out-of-reach";

    /// <summary>Not there, or not for the caller: one answer for both, so that nobody learns what exists.</summary>
    public static Error NotFound() => Error.NotFound();

    public static Error At(string field, string message) => Error.Validation(field, message);

    /// <summary>
    /// As <see cref="At"/>, where the field names what is not there or not for the caller: a refusal, and recorded like one.
    /// </summary>
    public static Error OutOfReach(string field, string message) =>
        Error.Validation(field, message, new Dictionary<string, object> { [OutOfReachKey] = true });

    public static bool IsOutOfReach(this Error error) => error.Metadata?.ContainsKey(OutOfReachKey) is true;

    /// <summary>The form lacks the key that every form carries: it was put together by hand, or is years old.</summary>
    public static Error OldForm() => At("", "Biểu mẫu đã cũ. Đồng chí tải lại trang rồi gửi lần nữa.");

    /// <summary>Somebody else changed the same thing first. The page keeps what was typed and says what happened.</summary>
    public static Error Conflict(string message) => Error.Conflict("conflict", message);

    /// <summary>The rules forbid it to this caller although the thing is in reach, such as confirming one's own declaration.</summary>
    public static Error Forbidden(string message) => Error.Forbidden("forbidden", message);

    /// <summary>Done too often for now; the message says when it can be done again.</summary>
    public static Error TooOften(string message, DateTimeOffset freeFrom) =>
        Error.Custom(TooManyRequests, "too-often", message, new Dictionary<string, object> { [FreeFromKey] = freeFrom });

    /// <inheritdoc cref="TooOften(string, DateTimeOffset)"/>
    public static Error TooOften(string message, TimeSpan wait) => Waiting(TooManyRequests, "too-often", message, wait);

    /// <summary>Nothing is wrong but that too many wait for a password or code to be hashed: it works in a moment.</summary>
    public static Error Busy() => Waiting(
        Unavailable, "busy", "Nhiều đồng chí đang đăng nhập cùng lúc. Đồng chí chờ ít giây rồi thử lại.", TimeSpan.FromSeconds(5));

    /// <summary>The caller may, and has signed in too long ago for this: they sign in once more, and what was sent is kept.</summary>
    public static Error SignInAgain() =>
        Error.Custom(Unauthorized, "sign-in-again", "Việc này cần đồng chí xác nhận lại bằng cách đăng nhập một lần nữa.");

    public static bool AsksToSignInAgain(this Error error) => error.NumericType == Unauthorized && error.Half() is null;

    /// <summary>The password was right, or the slip, and a code of the second factor has to follow.</summary>
    public static Error CodeAsked(HalfSignedIn half) => Error.Custom(
        Unauthorized, "code", "Đồng chí nhập thêm mã xác nhận.", new Dictionary<string, object> { [HalfKey] = half });

    /// <summary>Who signs in, for an error that asks for a code; null for any other.</summary>
    public static HalfSignedIn? Half(this Error error) => error.Metadata?.GetValueOrDefault(HalfKey) as HalfSignedIn;

    private static Error Waiting(int type, string code, string message, TimeSpan wait) =>
        Error.Custom(type, code, message, new Dictionary<string, object> { [WaitKey] = wait });

    /// <summary>For how long to wait, for an error that says so; null for any other.</summary>
    public static TimeSpan? Wait(this Error error) => error.Metadata?.GetValueOrDefault(WaitKey) as TimeSpan?;

    /// <summary>The HTTP status of an error that has one of its own; null for any other.</summary>
    public static int? Status(this Error error) =>
        error.NumericType is Unauthorized or TooManyRequests or Unavailable ? error.NumericType : null;

    /// <summary>From when on it can be done again, for an error that says so; null for any other.</summary>
    public static DateTimeOffset? FreeFrom(this Error error) =>
        error.Metadata?.GetValueOrDefault(FreeFromKey) as DateTimeOffset?;

    public static List<Error> ToErrors(this ValidationResult result) => [.. result.Errors.Select(e => At(e.PropertyName, e.ErrorMessage))];
}
