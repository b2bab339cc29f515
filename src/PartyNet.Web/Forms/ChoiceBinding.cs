using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PartyNet.Web.Forms;

/// <summary>
/// A choice binds to the value whose name was sent, once and exactly so. Left to itself the framework takes numbers, other cases and lists
/// of names too, which no form of this site sends.
/// </summary>
internal sealed class ChoiceBinding : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Metadata.UnderlyingOrModelType.IsEnum ? new Binder() : null;
    }

    private sealed class Binder : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var sent = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
            if (sent == ValueProviderResult.None)
                return Task.CompletedTask;

            var choices = bindingContext.ModelMetadata.UnderlyingOrModelType;
            bindingContext.ModelState.SetModelValue(bindingContext.ModelName, sent);
            if (sent.Length == 1 && Enum.GetNames(choices).Contains(sent.FirstValue))
                bindingContext.Result = ModelBindingResult.Success(Enum.Parse(choices, sent.FirstValue!));
            else if (sent.Length == 1 && sent.FirstValue!.Length == 0 && bindingContext.ModelMetadata.IsReferenceOrNullableType)
                bindingContext.Result = ModelBindingResult.Success(null);
            else
                bindingContext.ModelState.TryAddModelError(
                    bindingContext.ModelName,
                    bindingContext.ModelMetadata.ModelBindingMessageProvider.UnknownValueIsInvalidAccessor(bindingContext.FieldName));
            return Task.CompletedTask;
        }
    }
}
