using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;
using PartyNet.Application.Access;
using PartyNet.Web.Hosting;
using PartyNet.Web.Links;
using PartyNet.Web.Pages.Errors;
using PartyNet.Web.Security;

namespace PartyNet.Web.Forms;

/// <summary>
/// What an error page does for whoever sent a form and had it refused through no fault of theirs: the form once more, or the way to sign in
/// and then the form. Never both.
/// </summary>
public sealed record RefusedForm(SendAgain? Again = null, SignInAgain? SignIn = null)
{
    /// <returns>Null where the error page has nothing to offer.</returns>
    public static async Task<RefusedForm?> OfAsync(HttpContext context)
    {
        var isStale = context.Features.Get<StaleForm>() is not null;
        var (endpoint, path, query) = Refused(context);
        if (isStale && path == SignInLinks.SignIn && HttpMethods.IsPost(context.Request.Method))
            return await SignInOnceMoreAsync(context.Request);
        var form = await SentForm.ReadAsync(context, endpoint, path, query);
        var services = context.RequestServices;
        if (context.Features.Get<StaleSignIn>() is not null)
        {
            var ways = await services.GetRequiredService<GetMyWaysIn>().HandleAsync(new(context.PasskeySite()), context.RequestAborted);
            return new(SignIn: SignInAgain.AsCaller(context.Features.Get<CallerSession>()!, ways.Value, form, Carried()));
        }

        if (form is null)
            return null;

        return context.Response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => new(SignIn: new(
                "Đăng nhập lại để gửi tiếp",
                $"Đồng chí đang gửi dở: {form.Words.Title}. Những gì đồng chí đã nhập được giữ lại trong {CarriedForms.Kept.TotalMinutes} "
                    + "phút. Đăng nhập xong, đồng chí xem lại rồi gửi tiếp.",
                Carried().Seal(form))),
            StatusCodes.Status400BadRequest when isStale && form.Owner == context.Features.Get<CallerSession>()?.Scope.UserId => new(
                new SendAgain(
                    form.WithoutToken(services.GetRequiredService<IOptions<AntiforgeryOptions>>()),
                    "Trang để lâu, hoặc trình duyệt đã bỏ cookie của trang, nên chưa gửi được.")),
            var status and (StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests) => new(
                new SendAgain(
                    form,
                    $"Đồng chí đang gửi dở: {form.Words.Title}. Đồng chí chờ ít phút rồi bấm “Gửi”; gửi hai lần cũng chỉ được ghi một lần.",
                    KeepsToken: true)
                {
                    Title = ErrorText.For(status).Title,
                }),
            _ => null,
        };

        // Only where there is a form to carry: the error page needs nothing that may be missing.
        CarriedForms Carried() => services.GetRequiredService<CarriedForms>();
    }

    private static async Task<RefusedForm> SignInOnceMoreAsync(HttpRequest request)
    {
        var form = await SentForm.FieldsAsync(request);
        return new(SignIn: new(
            "Đồng chí đăng nhập lại",
            "Trang đăng nhập để lâu, hoặc trình duyệt không giữ cookie. Nếu đăng nhập lại vẫn gặp trang này, đồng chí mở PartyNet bằng "
                + "Chrome hoặc Safari, không mở trong Zalo hay Facebook.",
            form?[CarriedForms.FieldName] is [{ Length: > 0 } carried, ..] ? carried : null,
            form?[SignInLinks.ReturnKey]));
    }

    private static (Endpoint? Endpoint, PathString Path, string? Query) Refused(HttpContext context) =>
        context.Features.Get<AnsweredFor>() is { } refused ? (refused.Endpoint, refused.Path, refused.Query) : (null, default, null);
}

/// <summary>The form for signing in on a page that is there for another reason.</summary>
/// <param name="Carried">The sealed form that is sent on afterwards.</param>
/// <param name="Login">Who signs in once more, where that is known.</param>
/// <param name="Ways">By what else than the password, where it is known who.</param>
public sealed record SignInAgain(
    string Title, string What, string? Carried, string? ReturnUrl = null, string? Login = null, MyWaysIn? Ways = null)
{
    /// <summary>For what only somebody may do who has signed in a moment ago.</summary>
    public static SignInAgain AsCaller(CallerSession caller, MyWaysIn ways, SentForm? form, CarriedForms carried)
    {
        const string why = "Việc này chỉ làm được trong năm phút sau khi đăng nhập, để không ai làm thay khi đồng chí rời máy.";
        return new(
            "Xác nhận lại là đồng chí",
            form is null
                ? $"{why} Đồng chí đăng nhập lại rồi làm lại từ trang trước."
                : $"{why} Đồng chí đang gửi dở: {form.Words.Title}. Những gì đã nhập được giữ lại để gửi tiếp.",
            form is null ? null : carried.Seal(form),
            Login: caller.Login,
            Ways: ways);
    }
}
